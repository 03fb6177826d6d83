"""Every write at the vetter's desk: taking a case, asking and hearing, letters, deciding."""
