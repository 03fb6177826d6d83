"""The coordinator's pages, the group's, and those behind a personal link."""
