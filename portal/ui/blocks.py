"""The blocks that pages are written with: few, and each with one look.

Every text in them passes the CPR guard when a page is saved.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from portal.ui.validators import no_cpr, refuse_cpr

#: What the secretariat may do to a text. Headings are blocks, so that a page keeps one outline.
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]
LINE_FEATURES = ["bold", "italic", "link", "document-link"]


def _line(label, *, required=True, max_length=200, **kwargs):
    return blocks.CharBlock(
        label=label, required=required, max_length=max_length, validators=[no_cpr], **kwargs
    )


def _text(label, features=TEXT_FEATURES):
    return blocks.RichTextBlock(label=label, features=features, validators=[no_cpr])


class CalloutBlock(blocks.StructBlock):
    """Something the reader must not miss."""

    title = _line(_("Heading"))
    text = _text(_("Text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "pages/blocks/callout.html"


class FactBlock(blocks.StructBlock):
    label = _line(_("Word"))
    value = _line(_("Explanation"), max_length=400)


class FactsBlock(blocks.StructBlock):
    """Words with their explanations, in two columns."""

    items = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "pages/blocks/facts.html"


class FoldBlock(blocks.StructBlock):
    title = _line(_("Heading"))
    text = _text(_("Text"))


class AccordionBlock(blocks.StructBlock):
    """Texts that are opened one by one."""

    items = blocks.ListBlock(FoldBlock(), label=_("Texts"))

    class Meta:
        icon = "collapse-down"
        label = _("Texts to open")
        template = "pages/blocks/accordion.html"


class BulletsBlock(blocks.StructBlock):
    items = blocks.ListBlock(_text(_("Line"), LINE_FEATURES), label=_("Lines"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "pages/blocks/list.html"


class DocumentLinkBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    text = _line(_("Text of the link"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "pages/blocks/document.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), max_length=600, validators=[no_cpr])
    source = _line(_("Who says it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quote.html"


class PictureBlock(ImageBlock):
    """An image with its words for those who do not see it, which pass the guard too."""

    def clean(self, value):
        refuse_cpr(getattr(value, "contextual_alt_text", "") or "")
        return super().clean(value)


class CardBlock(blocks.StructBlock):
    """One of the front page's sheets."""

    title = _line(_("Heading"))
    text = blocks.TextBlock(label=_("Text"), max_length=300, validators=[no_cpr])

    class Meta:
        icon = "form"
        label = _("Sheet")


PAGE_BLOCKS = [
    (
        "heading",
        blocks.CharBlock(
            label=_("Heading"),
            icon="title",
            max_length=160,
            validators=[no_cpr],
            template="pages/blocks/heading.html",
        ),
    ),
    (
        "paragraph",
        blocks.RichTextBlock(
            label=_("Text"),
            icon="pilcrow",
            features=TEXT_FEATURES,
            validators=[no_cpr],
            template="pages/blocks/paragraph.html",
        ),
    ),
    ("list", BulletsBlock()),
    ("callout", CalloutBlock()),
    ("facts", FactsBlock()),
    ("accordion", AccordionBlock()),
    ("image", PictureBlock(label=_("Image"), icon="image", template="pages/blocks/image.html")),
    ("document", DocumentLinkBlock()),
    ("quote", QuoteBlock()),
]
