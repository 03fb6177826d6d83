"""The evaluation on the pages of the conference, which does not know it."""
