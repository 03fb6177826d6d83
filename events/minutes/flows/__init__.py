"""Every write to attendance, minutes and to-dos."""
