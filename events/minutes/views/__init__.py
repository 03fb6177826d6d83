"""The pages of attendance, minutes and to-dos."""
