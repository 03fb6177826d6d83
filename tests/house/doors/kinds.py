"""How a door can be closed, besides by a permission."""

PUBLIC = "everyone"
ACCOUNT = "whoever is logged in"
MEMBERS = "members"
#: Members come in, and the object's own rule then lets only some of them do it.
SOME_MEMBERS = "some members"
