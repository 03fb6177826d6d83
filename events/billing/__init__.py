"""What the annual conference's payers are charged: documents that never change, and what is paid of them."""
