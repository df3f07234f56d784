"""In what role somebody acts in a group conversation, for the event log."""

from typing import Any

from audit.acting import Acting, provide
from conversations.groups.policies import reader_of


def in_group(user: Any, conversation: Any) -> Acting | None:
    reader = reader_of(user, conversation)
    if not reader.role:
        return None
    return Acting(reader.role, reader.deputy_for.uuid if reader.deputy_for else None)


provide("conversations.groupconversation", in_group)
