"""One's own data and what one asks for, and the secretariat's desk for both."""
