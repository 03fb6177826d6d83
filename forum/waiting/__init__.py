"""Questions that wait: for an answer, whom that concerns, and for the asker's word that they were helped."""
