"""Documents as files. Each way out reads the neutral data of `neutral.Bill` alone."""
