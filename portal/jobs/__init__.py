"""Work outside the request: the clock, the worker's sign of life and the reaper."""
