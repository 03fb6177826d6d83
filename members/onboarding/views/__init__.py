"""A newcomer's pages, a buddy's, and the secretariat's desk."""
