"""The evaluation at the conference's desk."""
