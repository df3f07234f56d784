"""Remarks added after locking stand beside the conversation, in the page and in the document."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from conversations.policies import Reader
from conversations.selectors.beside import Beside, provide


@provide
def remarks(reader: Reader) -> Iterator[Beside]:
    rows = reader.conversation.remarks.select_related("author", "deputy_for")
    for row in rows:
        who = str(row.author)
        if row.deputy_for is not None:
            who = str(_("{deputy}, as deputy for {name}").format(deputy=who, name=row.deputy_for))
        yield Beside(_("Remark"), who, row.written_at, row.text)
