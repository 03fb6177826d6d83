"""Everything that is held, as a calendar: on the page, and in the member's own."""
