"""Pages: the applicant's and the admitted one's."""
