"""Every write of proposals."""
