"""What the policy names and the page does not show, and why: a test holds that there is nothing else."""

from django.utils.translation import gettext_lazy as _

#: Reason → the fields it is for.
WITHHELD = {
    _(
        "Passwords, keys and the contents of sessions. They are kept so that nobody can read them, or "
        "would let in whoever has them."
    ): (
        "people.User.password",
        "admission.Invitation.token_hash",
        "following.FeedKey.token_hash",
        "calendar.CalendarKey.token_hash",
        "conference.PayerLink.mark",
        "account.EmailConfirmation.key",
        "mfa.Authenticator.data",
        "usersessions.UserSession.session_key",
        "usersessions.UserSession.data",
        "sessions.Session.session_data",
        "sessions.Session.expire_date",
        "socialaccount.SocialToken.token",
        "socialaccount.SocialToken.token_secret",
        "socialaccount.SocialToken.expires_at",
        "notices.OutgoingMail.context",
        "notices.OutgoingMail.message_id",
    ),
    _("Copies of what is shown here, made for searching, sorting and open pages."): (
        "people.User.name_key",
        "people.User.email_key",
        "admission.Application.email_key",
        "questions.QuestionEvent.html",
    ),
    _("Texts that are not about you: the pages' former versions and what was changed in them."): (
        "wagtailcore.Revision.content",
        "wagtailcore.PageLogEntry.data",
        "wagtailcore.ModelLogEntry.data",
    ),
    _(
        "What is written in evaluations. Nobody can tell who has written what, and so not what is yours."
    ): ("evaluations.Remark.text",),
    _(
        "What was searched for in vain, as words and days alone. Nobody stands by it, so it cannot be told "
        "what is yours."
    ): ("words.Vain.words", "words.Vain.day"),
    # --- admission
    # --- vetting
    # --- membership
    # --- onboarding
    # --- correction, deletion and merging (portal.retention)
    _(
        "Places that the secretariat looks at by hand after somebody was erased. They name nobody."
    ): ("retention.Leftover.person",),
    _(
        "A speaker's name in the conference's programme, or a guest teacher's at a course, which is not "
        "tied to any account. Ask the secretariat about it."
    ): ("conference.Speaker.name", "proposals.ProposedSpeaker.name", "courses.Teacher.name"),
}
