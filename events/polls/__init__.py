"""Finding a date: slots are proposed, the group answers, and the best one becomes a meeting."""
