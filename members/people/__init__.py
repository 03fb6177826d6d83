"""Accounts, memberships, posts, roles and what each role may do."""
