"""The secretariat's pages, beside the conference's desk."""
