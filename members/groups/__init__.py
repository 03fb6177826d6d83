"""The network's own regional and local groups."""
