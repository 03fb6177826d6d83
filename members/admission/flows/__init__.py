"""Every write of the admission: applying and inviting."""
