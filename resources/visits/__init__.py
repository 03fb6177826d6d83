"""When a member was last in the library, so that it can say what is new to them."""
