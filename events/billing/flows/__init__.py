"""What is done about bills: issued, credited, paid, decided, forgotten."""
