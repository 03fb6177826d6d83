"""Every write to a membership on its way."""
