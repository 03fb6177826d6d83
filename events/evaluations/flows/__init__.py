"""Every write of evaluations."""
