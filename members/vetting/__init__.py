"""The vetter's desk: an application judged, its letters, and the decision."""
