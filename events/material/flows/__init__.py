"""Every write of material."""
