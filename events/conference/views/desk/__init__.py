"""The secretariat's desk, page by page."""
