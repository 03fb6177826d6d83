"""The CMS's pages, Min side and the frame around every page."""
