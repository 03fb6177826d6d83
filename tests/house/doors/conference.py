"""The annual conference: its pages, its desk, its days, its bills and what is proposed for it."""

from members.people.enums import Permission

from .kinds import MEMBERS, PUBLIC, SOME_MEMBERS

DOORS = {
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
    "proposals:list": MEMBERS,
    "proposals:new": MEMBERS,
    "proposals:proposal": SOME_MEMBERS,  # whoever has proposed it, or is to speak
    "proposals:edit": SOME_MEMBERS,
    "proposals:withdraw": SOME_MEMBERS,
    "proposals:confirm": SOME_MEMBERS,
    "proposals:review": SOME_MEMBERS,  # the programme group
    "proposals:panel": SOME_MEMBERS,
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
}
