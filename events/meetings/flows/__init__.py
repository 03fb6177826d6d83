"""Every write to meetings: what their planners do, and what those who come do."""
