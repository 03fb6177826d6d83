"""What the portal keeps about one person, for that person: on a page and in a file."""
