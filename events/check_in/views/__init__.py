"""The pages of the conference's days."""
