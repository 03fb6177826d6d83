"""Desks that read across the rooms: the trail of deeds and the outbox of mails."""
