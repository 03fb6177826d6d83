"""The library's tables."""

from .approval import Approval
from .draft import Draft, DraftWriter, Voice
from .edition import Edition
from .enclosure import EditionFile, Enclosure, EnclosurePage, VersionFile
from .material import Guide, LegalBasis
from .reading import DownloadCount, ReadReceipt
from .replacing import Replacement, Retirement
from .version import Version

__all__ = [
    "Approval",
    "DownloadCount",
    "Draft",
    "DraftWriter",
    "Edition",
    "EditionFile",
    "Enclosure",
    "EnclosurePage",
    "Guide",
    "LegalBasis",
    "ReadReceipt",
    "Replacement",
    "Retirement",
    "Version",
    "VersionFile",
    "Voice",
]
