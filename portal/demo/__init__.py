"""A living network of invented people for trying the portal."""
