"""Every write of the forum."""

from .answering import answer, comment, edit_answer
from .asking import ask, edit_question
from .attaching import attach, detach
from .claiming import claim, unclaim
from .deleting import delete_answer, delete_comment, delete_question
from .drafting import Drafted, discard, drop_file, keep_files, save_draft
from .following import unfollow
from .hiding import hide, show
from .judging import accept, confirm, mark_helpful, unaccept
from .keeping import bookmark
from .locking import lock, unlock
from .merging import merge
from .moving import move
from .ordering import archive, close, reopen, say_the_law
from .rewording import edit_comment, forget_wording
from .tracing import trace_author

__all__ = [
    "Drafted",
    "accept",
    "answer",
    "archive",
    "ask",
    "attach",
    "bookmark",
    "claim",
    "close",
    "comment",
    "confirm",
    "delete_answer",
    "delete_comment",
    "delete_question",
    "detach",
    "discard",
    "drop_file",
    "edit_answer",
    "edit_comment",
    "edit_question",
    "forget_wording",
    "hide",
    "keep_files",
    "lock",
    "mark_helpful",
    "merge",
    "move",
    "reopen",
    "save_draft",
    "say_the_law",
    "show",
    "trace_author",
    "unaccept",
    "unclaim",
    "unfollow",
    "unlock",
]
