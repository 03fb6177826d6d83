"""Regional and local meetings."""
