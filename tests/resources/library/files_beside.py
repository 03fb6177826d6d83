"""Files to lay beside a text, and somebody who approves it with them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.ui.uploads import taken
from tests.factories.files import pdf, word

LETTER = ("Brev til borgeren.docx", word("Kære borger"))

FORM = ("Skema.pdf", pdf("Side et", "Side to"))


def upload(name: str, content: bytes):
    return taken(SimpleUploadedFile(name, content))
