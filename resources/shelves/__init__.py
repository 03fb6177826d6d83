"""What members keep of the library for themselves, and what they hear of it."""
