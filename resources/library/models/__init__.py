"""The library's tables."""

from .approval import Approval
from .draft import Draft, DraftWriter, Voice
from .edition import Edition
from .enclosure import EditionFile, Enclosure, EnclosurePage, VersionFile
from .material import DownloadCount, Guide, LegalBasis, ReadReceipt, Version
from .replacing import Replacement, Retirement

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
