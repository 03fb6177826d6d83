"""Material on its pages."""
