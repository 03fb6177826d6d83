"""Bills on the page: the desk's, and one's own."""
