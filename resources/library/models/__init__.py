"""The library's tables."""

from .approval import Approval
from .draft import Draft, Voice
from .edition import Edition
from .material import DownloadCount, Guide, LegalBasis, ReadReceipt, Version
from .replacing import Replacement, Retirement

__all__ = [
    "Approval",
    "DownloadCount",
    "Draft",
    "Edition",
    "Guide",
    "LegalBasis",
    "ReadReceipt",
    "Replacement",
    "Retirement",
    "Version",
    "Voice",
]
