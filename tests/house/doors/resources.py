"""The library and all that stands around it."""

from members.people.enums import Permission

from .kinds import MEMBERS, PUBLIC, SOME_MEMBERS

DOORS = {
    "library:klarret": SOME_MEMBERS,
    "library:klarret_newest": SOME_MEMBERS,
    "library:klarret_version": SOME_MEMBERS,
    "library:klarret_compare": SOME_MEMBERS,
    "library:klarret_beside": SOME_MEMBERS,
    "library:klarret_beside_version": SOME_MEMBERS,
    "library:guide_beside": SOME_MEMBERS,
    "library:guide_beside_version": SOME_MEMBERS,
    "library:klarret_teaching": SOME_MEMBERS,
    "library:guide_teaching": SOME_MEMBERS,
    "library:guide": SOME_MEMBERS,
    "library:guide_newest": SOME_MEMBERS,
    "library:guide_version": SOME_MEMBERS,
    "library:guide_compare": SOME_MEMBERS,
    "library:file": SOME_MEMBERS,
    "library:topics": PUBLIC,  # strangers find the public material
    "library:laws": PUBLIC,
    "library:list": PUBLIC,  # strangers find the public material
    "contributions:mine": MEMBERS,
    "contributions:give": MEMBERS,
    "contributions:contribution": SOME_MEMBERS,
    "contributions:withdraw": SOME_MEMBERS,
    "contributions:file": SOME_MEMBERS,
    "contributions_desk:list": Permission.EDIT_LIBRARY,
    "contributions_desk:contribution": Permission.EDIT_LIBRARY,
    "contributions_desk:take_up": Permission.EDIT_LIBRARY,
    "short_klarret": PUBLIC,  # sent on unseen; the page has its rule
    "short_material": SOME_MEMBERS,
    "shelves:mine": MEMBERS,
    "shelves:topics": MEMBERS,
    "shelves:own_list": SOME_MEMBERS,
    "shelves:keep": SOME_MEMBERS,
    "care:mine": MEMBERS,
    "care:words": SOME_MEMBERS,
    "care:reviewed": MEMBERS,  # it says on the next page why not
    "care:report": SOME_MEMBERS,
    "care:say": SOME_MEMBERS,
    "collections:list": PUBLIC,  # strangers find what everyone may see
    "collections:collection": SOME_MEMBERS,
    "collections:print": SOME_MEMBERS,
    "collections:follow": SOME_MEMBERS,
    "klarret:overview": PUBLIC,  # strangers find the public guides
    "klarret:mine": MEMBERS,
    "klarret:withdraw_offer": SOME_MEMBERS,
    "klarret:wish": SOME_MEMBERS,
    "klarret:offer": SOME_MEMBERS,
    "klarret:difference": SOME_MEMBERS,
    "care_desk:overview": Permission.EDIT_LIBRARY,
    "care_desk:owners": Permission.EDIT_LIBRARY,
    "care_desk:opinions": Permission.EDIT_LIBRARY,
    "care_desk:care": Permission.EDIT_LIBRARY,
    "care_desk:settle": Permission.EDIT_LIBRARY,
    "care_desk:change": Permission.EDIT_LIBRARY,
    "care_desk:recheck": Permission.EDIT_LIBRARY,
    "care_desk:take_back": Permission.EDIT_LIBRARY,
    "care_desk:check": Permission.EDIT_LIBRARY,
    "collections_desk:list": Permission.EDIT_LIBRARY,
    "collections_desk:new": Permission.EDIT_LIBRARY,
    "collections_desk:edit": Permission.EDIT_LIBRARY,
    "collections_desk:show": Permission.EDIT_LIBRARY,
    "collections_desk:throw_away": Permission.EDIT_LIBRARY,
    "klarret_desk:words": Permission.EDIT_LIBRARY,
    "klarret_desk:answer_offer": Permission.EDIT_LIBRARY,
    "klarret_desk:answer_difference": Permission.EDIT_LIBRARY,
    "library_desk:list": Permission.EDIT_LIBRARY,
    "library_desk:guide": Permission.EDIT_LIBRARY,
    "library_desk:draft": Permission.EDIT_LIBRARY,
    "library_desk:publish_draft": Permission.EDIT_LIBRARY,
    "library_desk:discard_draft": Permission.EDIT_LIBRARY,
    "library_desk:settle": Permission.EDIT_LIBRARY,
    "library_desk:edition": Permission.EDIT_LIBRARY,
    "library_desk:write": Permission.EDIT_LIBRARY,
    "library_desk:review": Permission.EDIT_LIBRARY,
    "library_desk:sheet": Permission.EDIT_LIBRARY,
    "library_desk:take_back": Permission.EDIT_LIBRARY,
    **{
        f"library_desk:{name}": Permission.EDIT_LIBRARY
        for name in ("files", "file", "move_file", "remove_file", "keep_file", "enclosure")
    },
    "library_desk:withdraw": Permission.EDIT_LIBRARY,
    "library_desk:retire": Permission.EDIT_LIBRARY,
    "library_desk:bring_back": Permission.EDIT_LIBRARY,
    "library_desk:correct_retirement": Permission.EDIT_LIBRARY,
    "library_desk:correct_withdrawal": Permission.EDIT_LIBRARY,
    **{
        f"transfer_desk:{name}": Permission.EDIT_LIBRARY
        for name in (
            *("overview", "ask", "progress", "fetch"),
            *("imports", "template", "batch", "batch_progress", "bring", "report"),
        )
    },
}
