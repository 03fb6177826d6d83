"""Who cares for material, what its readers say of it, and what has to be looked at again."""
