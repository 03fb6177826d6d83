"""Pages: the vetter's desk, and the one on which a member says a word about an applicant."""

from members.people.enums import Permission
from members.people.gates import requires

vetters_only = requires(Permission.VET_APPLICATIONS)
