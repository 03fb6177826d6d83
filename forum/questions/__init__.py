"""Members ask each other, in confidence."""
