"""Log-in, admission, membership, onboarding and the directory."""

from members.people.enums import Permission

from .kinds import ACCOUNT, MEMBERS, PUBLIC, SOME_MEMBERS

DOORS = {
    "admission:start": PUBLIC,
    "admission:sent": PUBLIC,
    "admission:renewed": PUBLIC,
    "admission:invitation": PUBLIC,
    "admission:renew": PUBLIC,
    "admission:application": PUBLIC,
    "admission:withdraw": PUBLIC,
    # --- admission: the applicant's steps, files and answers; the rules
    "admission:rules": PUBLIC,
    "admission:rules_version": PUBLIC,
    "admission:step": PUBLIC,
    "admission:preview": PUBLIC,
    "admission:answer": PUBLIC,
    "admission:file": PUBLIC,
    "admission:file_of_case": Permission.VET_APPLICATIONS,
    # --- membership
    "membership:mine": ACCOUNT,  # whoever has left sees what is kept of it
    "membership:leave": ACCOUNT,
    "membership:stay": ACCOUNT,
    "membership:answer": ACCOUNT,  # whoever is heard or suspended
    "membership:begin_leave": ACCOUNT,
    "membership:end_leave": SOME_MEMBERS,
    "confirmation:mine": ACCOUNT,  # a suspended member comes back this way
    "login:first_passkey": ACCOUNT,
    "login:first_codes": ACCOUNT,
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
    "people_desk:suspend": Permission.MANAGE_MEMBERS,
    "people_desk:suspensions": Permission.MANAGE_MEMBERS,
    "people_desk:put_in_force": Permission.MANAGE_MEMBERS,
    "people_desk:lift": Permission.MANAGE_MEMBERS,
    "people_desk:settle": Permission.MANAGE_MEMBERS,
    "people_desk:hand_over": Permission.MANAGE_MEMBERS,
    "people_desk:grant": Permission.MANAGE_ROLES,
    "people_desk:end_grant": Permission.MANAGE_ROLES,
    "confirmation_desk:list": Permission.MANAGE_MEMBERS,
    "confirmation_desk:export": Permission.MANAGE_MEMBERS,
    "confirmation_desk:confirm": Permission.MANAGE_MEMBERS,
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
