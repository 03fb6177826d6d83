"""The conference's pages: the participant's, and the secretariat's desk."""
