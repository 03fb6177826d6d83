"""Words: which mean the same, which there are, and which were searched for in vain."""
