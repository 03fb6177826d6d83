"""The meetings' pages: reading and answering, and planning."""
