"""Every write to people, posts, memberships and roles."""
