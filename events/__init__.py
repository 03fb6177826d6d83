"""What is held: meetings and the annual conference."""
