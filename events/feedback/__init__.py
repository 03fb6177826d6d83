"""What those who came to the conference thought of it: of the whole and of its sessions, in one
evaluation."""
