"""Every write to the conference: the secretariat's, and those of who takes part."""
