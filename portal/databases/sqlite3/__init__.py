"""Django's SQLite backend over the newer library that `portal/__init__.py` swaps in."""
