"""Every write of attendance and certificates."""
