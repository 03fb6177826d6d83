"""Every write of the admission: applying, deciding, inviting."""
