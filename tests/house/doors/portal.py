"""What belongs to no room: the frame, mails and bells, search, one's own data, the trail."""

from members.people.enums import Permission

from .kinds import ACCOUNT, MEMBERS, PUBLIC, SOME_MEMBERS

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
    "audit_desk:list": Permission.SEE_AUDIT,
    "audit_desk:person": Permission.SEE_AUDIT,
    "audit_desk:object": Permission.SEE_AUDIT,
    "notices_desk:list": Permission.MANAGE_NOTICES,
    "notices_desk:resend": Permission.MANAGE_NOTICES,
    "retention_desk:people": Permission.MANAGE_MEMBERS,
    "retention_desk:person": Permission.MANAGE_MEMBERS,
    "retention_desk:erase": Permission.MANAGE_MEMBERS,
    "retention_desk:merge": Permission.MANAGE_MEMBERS,
    "retention_desk:requests": Permission.MANAGE_MEMBERS,
    "retention_desk:request": Permission.MANAGE_MEMBERS,
    "retention_desk:write_down": Permission.MANAGE_MEMBERS,
    "retention_desk:looked_at": Permission.MANAGE_MEMBERS,
}
