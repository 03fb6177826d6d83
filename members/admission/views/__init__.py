"""Pages: the applicant's, the admitted one's and the vetter's."""
