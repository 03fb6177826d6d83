"""Gates in front of the desks of the library and of the rooms above it."""

from members.people.enums import Permission
from members.people.gates import requires

editors_only = requires(Permission.EDIT_LIBRARY)
