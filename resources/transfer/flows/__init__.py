"""Taking the library out, and material in."""
