"""Denmark's 98 municipalities and the regions they belong to, by date."""
