"""How people get in: allauth with our rules on top."""
