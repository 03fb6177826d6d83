"""A membership on its way: posts that end, leave, suspension, handing over."""
