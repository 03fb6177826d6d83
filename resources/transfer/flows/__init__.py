"""Taking the library out."""
