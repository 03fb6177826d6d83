"""What personal data is kept, why and how long."""
