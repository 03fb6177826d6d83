"""The library's pages: the reader's, and the secretariat's desk."""
