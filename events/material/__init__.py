"""Material before and after what is held, kept with it."""
