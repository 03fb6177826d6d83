"""The call on its pages."""
