"""Finding a colleague."""
