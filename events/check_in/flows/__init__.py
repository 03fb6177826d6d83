"""Every write of the conference's days."""
