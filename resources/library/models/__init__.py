"""The library's tables."""

from .draft import Draft, Voice
from .material import DownloadCount, Edition, Guide, LegalBasis, ReadReceipt, Version

__all__ = [
    "DownloadCount",
    "Draft",
    "Edition",
    "Guide",
    "LegalBasis",
    "ReadReceipt",
    "Version",
    "Voice",
]
