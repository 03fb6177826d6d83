"""The member's own page, and the secretariat's people desk."""
