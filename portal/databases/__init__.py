"""Database backends: Django's own with what this stack needs changed."""
