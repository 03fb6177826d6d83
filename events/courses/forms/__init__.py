"""What is asked about courses."""
