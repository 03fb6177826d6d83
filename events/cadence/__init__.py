"""Whether each group meets as often as it means to: on time, due or overdue; the groups' own pages."""
