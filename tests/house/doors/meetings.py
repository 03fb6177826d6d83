"""Meetings, courses, the groups, dates to be found, minutes, material, certificates and evaluations."""

from members.people.enums import Permission

from .kinds import ACCOUNT, MEMBERS, PUBLIC, SOME_MEMBERS

DOORS = {
    "meetings:list": MEMBERS,
    "meetings:plan": SOME_MEMBERS,
    "meetings:detail": MEMBERS,
    "meetings:calendar": MEMBERS,
    "meetings:sign_up": SOME_MEMBERS,
    "meetings:send_regrets": SOME_MEMBERS,
    "meetings:say_maybe": SOME_MEMBERS,
    "meetings:accept": SOME_MEMBERS,
    "meetings:bring_guest": SOME_MEMBERS,
    "meetings:letters": SOME_MEMBERS,
    "meetings:leave_guest": SOME_MEMBERS,
    "meetings:stop_waiting": SOME_MEMBERS,
    "meetings:by_mail": PUBLIC,  # the signed address is the proof
    "meetings:answers": SOME_MEMBERS,
    "meetings:answers_sheet": SOME_MEMBERS,
    "meetings:write_down": SOME_MEMBERS,
    "meetings:propose": SOME_MEMBERS,
    "meetings:decide": SOME_MEMBERS,
    "meetings:move_point": SOME_MEMBERS,
    "meetings:plan_next": SOME_MEMBERS,
    "meetings:change": SOME_MEMBERS,
    "meetings:publish": SOME_MEMBERS,
    "meetings:cancel": SOME_MEMBERS,
    "courses:list": MEMBERS,
    "courses:plan": SOME_MEMBERS,
    "courses:detail": MEMBERS,
    "courses:calendar": MEMBERS,
    "courses:enrol": SOME_MEMBERS,
    "courses:withdraw": SOME_MEMBERS,
    "courses:accept": SOME_MEMBERS,
    "courses:by_mail": PUBLIC,  # the signed address is the proof
    "courses:participants": SOME_MEMBERS,
    "courses:write_down": SOME_MEMBERS,
    "courses:sheet": SOME_MEMBERS,
    "courses:change": SOME_MEMBERS,
    "courses:copy": SOME_MEMBERS,
    "courses:publish": SOME_MEMBERS,
    "courses:cancel": SOME_MEMBERS,
    "courses:hold": SOME_MEMBERS,
    "courses:go_on": SOME_MEMBERS,
    # --- the groups' pages, and their cadence at the desk
    "cadence:groups": MEMBERS,
    "cadence:group": MEMBERS,
    "cadence:export_group_figures": MEMBERS,
    "cadence:rows": SOME_MEMBERS,  # those who run a group
    "cadence:group_figures": MEMBERS,  # whoever does not run the group is led to its page
    **{
        f"cadence_desk:{name}": Permission.MANAGE_MEETINGS
        for name in ("overview", "export", "figures", "export_figures")
    },
    # --- finding a date
    "polls:list": MEMBERS,
    "polls:ask": SOME_MEMBERS,
    "polls:detail": SOME_MEMBERS,  # the group's own
    "polls:close": SOME_MEMBERS,
    "polls:call_off": SOME_MEMBERS,
    "polls:reopen": SOME_MEMBERS,
    "polls:by_link": PUBLIC,  # the signed address names the poll and who answers it
    "polls:sign_up": PUBLIC,
    # --- minutes: attendance, minutes and to-dos
    "minutes:todos": MEMBERS,
    **{
        f"minutes:{name}": SOME_MEMBERS
        for name in (
            "todo",
            "attendance",
            "page",
            "begin",
            "write",
            "who",
            "section",
            "drop",
            "comment",
            "open",
            "take_in",
            "follow_up",
            "finish",
            "add",
        )
    },
    # --- material with meetings
    **{
        f"material:{name}": SOME_MEMBERS
        for name in ("add", "add_to_course", "add_to_session", "change", "move", "remove", "file")
    },
    # --- courses' attendance, certificates and evaluations
    "certificates:mine": ACCOUNT,  # whoever has left still has theirs
    **{
        f"certificates:{name}": SOME_MEMBERS
        # A holder who has left still gets the file of theirs.
        for name in ("file", "withdraw", "course", "files", "dates", "attendance")
    },
    "verification:ask": PUBLIC,  # whoever has a certificate's number
    "verification:number": PUBLIC,
    **{
        f"evaluations:{name}": SOME_MEMBERS
        # `part`: whoever spoke at that session, and those who see the whole.
        for name in ("page", "questions", "drop", "open", "sheet", "part")
    },
    "calendar:calendar": MEMBERS,
    "calendar:subscribe": MEMBERS,
    "calendar:address": MEMBERS,
    "calendar:feed": PUBLIC,  # the address is the key, and a wrong one answers 404
}
