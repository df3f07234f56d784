"""Who may do and read what in a development conversation.

reading   the table of who sees what, row by row
grants    what a lawful disclosure opens for a time
acting    who may do what, and why not
words     who will see a text, in words
"""

from conversations.policies.acting import (
    both_have_signed,
    can_follow_up,
    can_hold,
    can_open,
    can_open_round,
    can_prepare,
    can_schedule,
    can_see_document,
    can_see_overview,
    can_see_team,
    can_settle_left,
    can_share,
    can_sign,
    can_write_agreed,
    signing_side,
)
from conversations.policies.grants import Grant, disclosed_reader, grants_of
from conversations.policies.reading import SENSITIVE, Reader, reader_of
from conversations.policies.words import audience, supervising_readers

__all__ = [
    "SENSITIVE",
    "Grant",
    "Reader",
    "audience",
    "both_have_signed",
    "can_follow_up",
    "can_hold",
    "can_open",
    "can_open_round",
    "can_prepare",
    "can_schedule",
    "can_see_document",
    "can_see_overview",
    "can_see_team",
    "can_settle_left",
    "can_share",
    "can_sign",
    "can_write_agreed",
    "signing_side",
    "disclosed_reader",
    "grants_of",
    "reader_of",
    "supervising_readers",
]
