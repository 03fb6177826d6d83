"""The trail: what was done, by whom, to what. Append-only, and without foreign keys, so that it outlives
what it tells of."""
