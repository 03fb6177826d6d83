"""The library taken out as a whole, and much material brought in at once."""
