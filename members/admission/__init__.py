"""From an application to a membership."""
