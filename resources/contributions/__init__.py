"""What members have made and give to the library."""
