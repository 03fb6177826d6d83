"""Which door each of the portal's addresses is behind. A new address without a line here fails the walk,
so that nobody forgets to say who may come in."""

from members.people.enums import PERMISSIONS, Permission, Role

PUBLIC = "everyone"
ACCOUNT = "whoever is logged in"
MEMBERS = "members"
#: Members come in, and the object's own rule then lets only some of them do it.
SOME_MEMBERS = "some members"

DOORS = {
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "robots": PUBLIC,
    "media": PUBLIC,  # the file's own rule answers 404 to all alike
    "wagtaildocs_serve": PUBLIC,
    "dev_mails": PUBLIC,  # exist in the embedded mode only
    "dev_mail": PUBLIC,
    "dev_mail_html": PUBLIC,
    "dev_codes": PUBLIC,
    "admission:start": PUBLIC,
    "admission:sent": PUBLIC,
    "admission:renewed": PUBLIC,
    "admission:invitation": PUBLIC,
    "admission:renew": PUBLIC,
    "admission:application": PUBLIC,
    "admission:withdraw": PUBLIC,
    # --- membership
    "membership:mine": ACCOUNT,  # whoever has left sees what is kept of it
    "membership:leave": ACCOUNT,
    "membership:stay": ACCOUNT,
    "membership:answer": ACCOUNT,  # whoever is heard or suspended
    "membership:begin_leave": ACCOUNT,
    "membership:end_leave": SOME_MEMBERS,
    "confirmation:mine": ACCOUNT,  # a suspended member comes back this way
    # --- admission: the applicant's steps, files and answers; the rules
    "admission:rules": PUBLIC,
    "admission:rules_version": PUBLIC,
    "admission:step": PUBLIC,
    "admission:preview": PUBLIC,
    "admission:answer": PUBLIC,
    "admission:file": PUBLIC,
    "admission:file_of_case": Permission.VET_APPLICATIONS,
    "login:first_passkey": ACCOUNT,
    "login:first_codes": ACCOUNT,
    "library:klarret": SOME_MEMBERS,
    "library:klarret_newest": SOME_MEMBERS,
    "library:klarret_version": SOME_MEMBERS,
    "library:klarret_compare": SOME_MEMBERS,
    "contributions:mine": MEMBERS,
    "contributions:give": MEMBERS,
    "contributions:contribution": SOME_MEMBERS,
    "contributions:withdraw": SOME_MEMBERS,
    "contributions:file": SOME_MEMBERS,
    "contributions_desk:list": Permission.EDIT_LIBRARY,
    "contributions_desk:contribution": Permission.EDIT_LIBRARY,
    "contributions_desk:take_up": Permission.EDIT_LIBRARY,
    "library:klarret_beside": SOME_MEMBERS,
    "library:klarret_beside_version": SOME_MEMBERS,
    "library:guide_beside": SOME_MEMBERS,
    "library:guide_beside_version": SOME_MEMBERS,
    "library:klarret_teaching": SOME_MEMBERS,
    "library:guide_teaching": SOME_MEMBERS,
    "short_klarret": PUBLIC,  # sent on unseen; the page has its rule
    "short_material": SOME_MEMBERS,
    "library:guide": SOME_MEMBERS,
    "library:guide_newest": SOME_MEMBERS,
    "library:guide_version": SOME_MEMBERS,
    "library:guide_compare": SOME_MEMBERS,
    "library:file": SOME_MEMBERS,
    "notices:list": ACCOUNT,
    "notices:count": ACCOUNT,
    "notices:read_all": ACCOUNT,
    "notices:open": ACCOUNT,
    "notices:leave": PUBLIC,  # the signed address names whose letters it stops
    "retention:my_data": ACCOUNT,  # one may always see what is kept about oneself
    "retention:as_json": ACCOUNT,
    "retention:as_sheet": ACCOUNT,
    "retention:as_zip": ACCOUNT,
    "retention:correct": ACCOUNT,  # and ask about it, whether one is a member or not
    "retention:delete": ACCOUNT,
    "retention:withdraw": SOME_MEMBERS,  # one's own alone
    "home_member": MEMBERS,
    "home_soon": ACCOUNT,  # leads on whoever is not waiting for their first day
    "search:results": MEMBERS,
    "search:suggestions": MEMBERS,
    **{
        f"search_desk:{name}": Permission.EDIT_LIBRARY
        for name in ("overview", "begin", "same", "drop", "means", "forget")
    },
    # --- onboarding: buddies and introductory meetings
    "onboarding:mine": MEMBERS,
    "onboarding:tick": SOME_MEMBERS,
    "onboarding:book": SOME_MEMBERS,
    "onboarding:give_back": SOME_MEMBERS,
    "onboarding:helping": MEMBERS,
    "onboarding:ask": SOME_MEMBERS,
    "onboarding:accept": SOME_MEMBERS,
    "onboarding:decline": SOME_MEMBERS,
    "onboarding:met": SOME_MEMBERS,
    # --- directory: who to call, vCard, coverage; retention: correction and deletion
    "directory:list": MEMBERS,
    "directory:me": ACCOUNT,  # one sees and mends what the portal says of oneself
    "directory:person": MEMBERS,
    "directory:call": MEMBERS,
    "directory:vcard": MEMBERS,
    "directory:coverage": MEMBERS,
    "directory:coverage_csv": MEMBERS,
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
    **{
        f"feedback_desk:{name}": Permission.MANAGE_CONFERENCE
        for name in (
            "overview",
            "questions",
            "open",
            "drop",
            "sessions_sheet",
            "answers_sheet",
            "session",
        )
    },
    "conference:home": MEMBERS,
    "conference:calendar": MEMBERS,
    "conference:programme": MEMBERS,
    "conference:changes": MEMBERS,
    "conference:session": MEMBERS,
    "proposals:list": MEMBERS,
    "proposals:new": MEMBERS,
    "proposals:proposal": SOME_MEMBERS,  # whoever has proposed it, or is to speak
    "proposals:edit": SOME_MEMBERS,
    "proposals:withdraw": SOME_MEMBERS,
    "proposals:confirm": SOME_MEMBERS,
    "proposals:review": SOME_MEMBERS,  # the programme group
    "proposals:panel": SOME_MEMBERS,
    "conference:register": MEMBERS,
    "conference:receipt": SOME_MEMBERS,
    "conference:by_mail": PUBLIC,  # the signed address says whose answer it is
    "conference:keep_draft": MEMBERS,
    "conference:colleagues": MEMBERS,
    "conference:change": SOME_MEMBERS,
    "conference:answer_seat": SOME_MEMBERS,
    "conference:answer_part": SOME_MEMBERS,
    "conference:ask_to_share": SOME_MEMBERS,
    "conference:answer_share": SOME_MEMBERS,
    "conference:take_alone": SOME_MEMBERS,
    "conference:payer_link": SOME_MEMBERS,
    "conference:payer": PUBLIC,  # the signed address says which bill, for as long as it holds
    "conference:cancel": SOME_MEMBERS,
    "certificates_desk:conference": Permission.MANAGE_CONFERENCE,
    "certificates_desk:conference_files": Permission.MANAGE_CONFERENCE,
    "check_in:page": SOME_MEMBERS,  # those who manage the conference, and the helpers they have named
    "check_in:sync": SOME_MEMBERS,
    "badge:scanned": PUBLIC,  # says the same to everybody, whatever the code
    **{
        f"check_in_desk:{name}": Permission.MANAGE_CONFERENCE
        for name in (
            "days",
            "sheet",
            "tick",
            "badges",
            "print",
            "print_one",
            "helpers",
            "dismiss",
        )
    },
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
    "library:topics": PUBLIC,  # strangers find the public material
    "library:laws": PUBLIC,
    "library:list": PUBLIC,  # strangers find the public material
    "questions:list": MEMBERS,
    "questions:list_news": MEMBERS,
    "calendar:calendar": MEMBERS,
    "calendar:subscribe": MEMBERS,
    "calendar:address": MEMBERS,
    "calendar:feed": PUBLIC,  # the address is the key, and a wrong one answers 404
    "following:mine": MEMBERS,
    "following:question": SOME_MEMBERS,
    "following:feed_address": MEMBERS,
    "following:feed": PUBLIC,  # the address is the key, and a wrong one answers 404
    "drafting:make": Permission.EDIT_LIBRARY,
    "drafting:used": SOME_MEMBERS,
    "waiting:helping": MEMBERS,
    "waiting:not_yet": SOME_MEMBERS,
    "waiting_desk:list": Permission.MODERATE_FORUM,
    "waiting_desk:intervals": Permission.MODERATE_FORUM,
    "questions:ask": MEMBERS,
    "questions:question": MEMBERS,
    "questions:draft_question": MEMBERS,
    "questions:draft_answer": MEMBERS,
    "questions:attachment": SOME_MEMBERS,  # whoever reads the text; a wrong name is not there at all
    "questions:question_files": SOME_MEMBERS,
    "questions:answer_files": SOME_MEMBERS,
    "questions:edit": SOME_MEMBERS,
    "questions:answer": MEMBERS,
    "questions:news": MEMBERS,
    "questions:alike": MEMBERS,
    "questions:question_history": MEMBERS,
    "questions:answer_history": MEMBERS,
    "questions:comment_history": MEMBERS,
    "questions:delete_question": SOME_MEMBERS,
    "questions:delete_answer": SOME_MEMBERS,
    "questions:delete_comment": SOME_MEMBERS,
    "questions:edit_comment": SOME_MEMBERS,
    "questions:forget_wording": SOME_MEMBERS,
    "questions:colleagues": MEMBERS,
    "questions:bookmark": MEMBERS,
    "questions:claim": MEMBERS,
    "questions:quote": MEMBERS,
    "questions:close": Permission.MODERATE_FORUM,
    "questions:merge": Permission.MODERATE_FORUM,
    "questions:answer_place": MEMBERS,
    "questions:lock": Permission.MODERATE_FORUM,
    "questions:archive": Permission.MODERATE_FORUM,
    "questions:law": Permission.CONFIRM_ANSWERS,
    "questions:trace_question": SOME_MEMBERS,
    "questions:edit_answer": SOME_MEMBERS,
    "questions:comment": MEMBERS,
    "questions:accept": SOME_MEMBERS,
    "questions:confirm": SOME_MEMBERS,
    "questions:helpful": SOME_MEMBERS,
    "questions:trace_answer": SOME_MEMBERS,
    "questions:trace_comment": SOME_MEMBERS,
    "moderation:report_question": SOME_MEMBERS,
    "moderation:report_answer": SOME_MEMBERS,
    "moderation:report_comment": SOME_MEMBERS,
    "moderation:report": SOME_MEMBERS,
    "moderation:consent": SOME_MEMBERS,
    "moderation_desk:move": Permission.MODERATE_FORUM,
    "moderation_desk:queue": Permission.MODERATE_FORUM,
    "moderation_desk:case": Permission.MODERATE_FORUM,
    "moderation_desk:take": Permission.MODERATE_FORUM,
    "moderation_desk:hide": Permission.MODERATE_FORUM,
    "moderation_desk:lock": Permission.MODERATE_FORUM,
    "moderation_desk:close": Permission.MODERATE_FORUM,
    "moderation_desk:settle": Permission.MODERATE_FORUM,
    "audit_desk:list": Permission.SEE_AUDIT,
    "audit_desk:person": Permission.SEE_AUDIT,
    "audit_desk:object": Permission.SEE_AUDIT,
    "notices_desk:list": Permission.MANAGE_NOTICES,
    "notices_desk:resend": Permission.MANAGE_NOTICES,
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
    **{
        f"conference_desk:{name}": Permission.MANAGE_CONFERENCE
        for name in (
            "overview",
            "plan",
            "room",
            "change",
            "publish",
            "call_off",
            "copy",
            "programme",
            "add_session",
            "change_session",
            "cancel_session",
            "remove_session",
            "undo_session",
            "publish_programme",
            "places",
            "add_hall",
            "hall",
            "remove_hall",
            "add_track",
            "track",
            "remove_track",
            "parts",
            "add_part",
            "change_part",
            "price",
            "remove_part",
            "lines",
            "line_entry",
            "list",
            "sheet",
            "register",
            "registration",
            "cancel_registration",
            "note",
            "letters",
            "write_letter",
        )
    },
    "billing:document": SOME_MEMBERS,  # those who stand on it, or have registered somebody who does
    **{
        f"billing_desk:{name}": Permission.MANAGE_CONFERENCE
        for name in (
            "seller",
            "overview",
            "bill",
            "late",
            "payer",
            "payments",
            "ledger",
            "e_invoices",
            "document",
            "pdf",
            "xml",
            "paid",
            "unpaid",
        )
    },
    **{
        f"proposals_desk:{name}": Permission.MANAGE_CONFERENCE
        for name in (
            "overview",
            "call",
            "name_panelist",
            "remove_panelist",
            "proposal",
            "decide",
            "make_session",
        )
    },
    "retention_desk:people": Permission.MANAGE_MEMBERS,
    "retention_desk:person": Permission.MANAGE_MEMBERS,
    "retention_desk:erase": Permission.MANAGE_MEMBERS,
    "retention_desk:merge": Permission.MANAGE_MEMBERS,
    "retention_desk:requests": Permission.MANAGE_MEMBERS,
    "retention_desk:request": Permission.MANAGE_MEMBERS,
    "retention_desk:write_down": Permission.MANAGE_MEMBERS,
    "retention_desk:looked_at": Permission.MANAGE_MEMBERS,
    # --- desks of admission (rules), membership (people), onboarding, retention (requests, merging)
    "rules_desk:list": Permission.MANAGE_MEMBERS,
    "rules_desk:new": Permission.MANAGE_MEMBERS,
    "people_desk:list": Permission.MANAGE_MEMBERS,
    "people_desk:person": Permission.MANAGE_MEMBERS,
    "people_desk:correct": Permission.MANAGE_MEMBERS,
    "people_desk:give_post": Permission.MANAGE_MEMBERS,
    "people_desk:end_post": Permission.MANAGE_MEMBERS,
    "people_desk:change_post": Permission.MANAGE_MEMBERS,
    "people_desk:move": Permission.MANAGE_MEMBERS,
    "people_desk:end_membership": Permission.MANAGE_MEMBERS,
    "people_desk:stay": Permission.MANAGE_MEMBERS,
    "people_desk:hand_overs": Permission.MANAGE_MEMBERS,
    "people_desk:readmit": Permission.MANAGE_MEMBERS,
    "people_desk:begin_leave": Permission.MANAGE_MEMBERS,
    "people_desk:end_leave": Permission.MANAGE_MEMBERS,
    "confirmation_desk:list": Permission.MANAGE_MEMBERS,
    "confirmation_desk:export": Permission.MANAGE_MEMBERS,
    "confirmation_desk:confirm": Permission.MANAGE_MEMBERS,
    "people_desk:suspend": Permission.MANAGE_MEMBERS,
    "people_desk:suspensions": Permission.MANAGE_MEMBERS,
    "people_desk:put_in_force": Permission.MANAGE_MEMBERS,
    "people_desk:lift": Permission.MANAGE_MEMBERS,
    "people_desk:settle": Permission.MANAGE_MEMBERS,
    "people_desk:hand_over": Permission.MANAGE_MEMBERS,
    "people_desk:grant": Permission.MANAGE_ROLES,
    "people_desk:end_grant": Permission.MANAGE_ROLES,
    "vetting:vouch": SOME_MEMBERS,  # the one who is asked about the applicant
    **{
        f"onboarding_desk:{name}": Permission.MANAGE_MEMBERS
        for name in ("overview", "slots", "take_away", "person", "ask", "check", "change_track")
    },
    "admission_desk:inbox": Permission.VET_APPLICATIONS,
    "admission_desk:export": Permission.VET_APPLICATIONS,
    "admission_desk:figures": Permission.VET_APPLICATIONS,
    "admission_desk:texts": Permission.VET_APPLICATIONS,
    "admission_desk:text": Permission.VET_APPLICATIONS,
    "admission_desk:case": Permission.VET_APPLICATIONS,
    "admission_desk:take": Permission.VET_APPLICATIONS,
    "admission_desk:note": Permission.VET_APPLICATIONS,
    "admission_desk:sign": Permission.VET_APPLICATIONS,
    "admission_desk:ask_member": Permission.VET_APPLICATIONS,
    "admission_desk:join": Permission.VET_APPLICATIONS,
    "admission_desk:take_back": Permission.VET_APPLICATIONS,
    "admission_desk:approve": Permission.VET_APPLICATIONS,
    "admission_desk:invite_again": Permission.VET_APPLICATIONS,
    "admission_desk:write": Permission.VET_APPLICATIONS,
    "admission_desk:letter": Permission.VET_APPLICATIONS,
}

#: Persona → the roles that its account has; see `tests.factories.people.Personas`.
ROLES = {
    "stranger": set(),
    "applicant": set(),
    "admitted": set(),
    "former": set(),
    "suspended": set(),
    "member": {Role.MEMBER},
    "coordinator": {Role.MEMBER, Role.COORDINATOR},
    "other_coordinator": {Role.MEMBER, Role.COORDINATOR},
    "editor": {Role.MEMBER, Role.SECRETARIAT_EDITOR},
    "jurist": {Role.MEMBER, Role.HOTLINE_JURIST},
    "administrator": {Role.MEMBER, Role.SECRETARIAT_ADMINISTRATOR},
}


def opens(door, persona: str) -> bool:
    """Whether the door opens for the persona."""
    if door == PUBLIC:
        return True
    if door == ACCOUNT:
        return persona != "stranger"
    if door in (MEMBERS, SOME_MEMBERS):
        return Role.MEMBER in ROLES[persona]
    return any(door in PERMISSIONS[role] for role in ROLES[persona])
