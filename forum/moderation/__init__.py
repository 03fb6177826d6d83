"""Keeping order together: what members report, who looks at it, and what comes of it."""
