"""The member's own page, and the secretariat's list."""
