"""The conference's days: badges, who has come and eaten, and the helpers at the door."""
