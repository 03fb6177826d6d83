"""Who came to a meeting, and what was agreed on: attendance, minutes, decisions and to-dos."""
