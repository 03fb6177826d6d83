"""The pages that a new portal begins with."""
