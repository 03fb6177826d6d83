"""A new member's first months, step by step."""
