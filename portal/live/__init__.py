"""Real time: what reaches an open page without a reload."""
