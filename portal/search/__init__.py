"""One search for the whole portal."""
