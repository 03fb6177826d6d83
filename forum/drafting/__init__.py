"""What a solved question becomes in the library: its words without those who wrote them."""
