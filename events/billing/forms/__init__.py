"""What the secretariat types about bills."""
