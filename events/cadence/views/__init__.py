"""The groups' pages in the portal, and the secretariat's desk."""
