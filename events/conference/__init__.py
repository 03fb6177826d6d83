"""The annual conference and its seats."""
