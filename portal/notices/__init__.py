"""Telling people: the bell in the portal and the mails, both rows before they are anything else."""
