"""What the cast's last talks ended with: words beside a signature, a remark added afterwards, and a
signature on paper of somebody without an account."""

from datetime import time, timedelta

from conversations.models import Remark, Side, Signature
from conversations.services.signing import remark_hash
from core.look.formats import local
from demo.cast import BY_KEY
from demo.history.contents import at
from demo.people import uuid_for

WORDS = "Iltapäivän kohteen aikaan palataan keväällä, se jäi vielä auki."
LATER = "Siivousjärjestys muuttui elokuussa niin kuin sovimme."


def write_endings(year: int) -> None:
    """Of the talks of `year`; once, when the demo is loaded."""
    tiinas = _signature("tiina", year)
    if tiinas is not None:
        tiinas.remark = WORDS
        tiinas.remark_hash = remark_hash(tiinas.content_hash, WORDS, False)
        tiinas.save(update_fields=["remark", "remark_hash"])
        talk = tiinas.conversation
        if talk.held_by is not None:
            Remark.objects.create(
                conversation=talk,
                side=Side.SUPERVISOR,
                author=talk.held_by,
                text=LATER,
                written_at=at(local(tiinas.signed_at).date() + timedelta(days=200), time(9, 30)),
            )
    sirpas = _signature("sirpa", year)
    if sirpas is not None:
        sirpas.way = Signature.Way.PAPER
        sirpas.paper_on = local(sirpas.signed_at).date()
        sirpas.recorded_by = sirpas.conversation.held_by
        sirpas.save(update_fields=["way", "paper_on", "recorded_by"])


def _signature(key: str, year: int) -> Signature | None:
    return (
        Signature.objects.filter(
            side=Side.EMPLOYEE,
            person__uuid=uuid_for("person", BY_KEY[key].number),
            conversation__round__year=year,
        )
        .select_related("conversation__held_by")
        .first()
    )
