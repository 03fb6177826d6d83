"""The initials that stand for a person in the admin, where Wagtail would show a grey head."""

from urllib.parse import quote

from django.utils.html import escape

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50">'
    '<rect width="50" height="50" fill="#e4f0ed"/>'
    '<text x="25" y="32" text-anchor="middle" font-family="sans-serif" font-size="19" '
    'font-weight="600" fill="#0c5850">{initials}</text></svg>'
)


def initials_picture(user, size: int) -> str:
    """The address of a picture with the person's initials; the picture is in the address itself."""
    picture = PICTURE.format(initials=escape(getattr(user, "initials", "")))
    return f"data:image/svg+xml,{quote(picture)}"
