"""SIGKILL in the middle of the long jobs: a year being opened, a document being drawn."""

import signal

import pytest
from django.core.management import call_command
from django.urls import reverse

from conversations.models import Conversation
from conversations.services import rounds
from conversations.turns import Turn, turns
from core.models import Document, Work
from organization.models import Employment
from tests import conversation_factories as f
from tests.cast import World
from tests.kill.hands import Start, finish, let_leases_expire
from tests.pdf_text import words_of

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement(41)
def test_a_year_opened_by_workers_that_die_has_everybody_once(world: World, start: Start) -> None:
    rounds.open_round(user=world.user("jari"), year=2026)
    everybody = list(Employment.objects.values_list("pk", flat=True))
    theirs = {
        row.employment
        for row in turns(2026, world.today, everybody)
        if row.turn is Turn.YES and row.supervisor
    }
    # Nothing done; a chunk written but not committed; a chunk and its progress done; all done.
    points = {
        "work.claimed": 0,
        "round.written:2": 4,
        "work.chunk:3": 12,
        "work.performed": len(theirs),
    }
    for point, at_most in points.items():
        assert finish(start("drain", kill_at=point)) == -signal.SIGKILL, point
        assert Conversation.objects.count() <= at_most
        let_leases_expire()
    assert finish(start("drain")) == 0
    made = list(Conversation.objects.values_list("employment", flat=True))
    assert sorted(made) == sorted(theirs)
    assert Work.objects.get(kind=rounds.OPEN_ROUND).state == Work.State.DONE


@pytest.mark.requirement(38)
def test_killed_while_drawing_the_document_still_comes(world: World, start: Start) -> None:
    assert finish(start("collectstatic", "--noinput", "-v0", module="manage")) == 0
    talk = f.talk_of(world, "tiina")
    f.write(world, "mervi", talk, "Sovittu yhdessä ÅÄÖ", agreed=True)
    f.lock(world, "tiina", "mervi", talk)
    client = world.client("tiina")
    page = reverse("conversations:document", args=[talk.uuid])
    assert client.post(page).status_code == 302
    for point in ("document.half", "document.half:2", "work.performed"):
        assert Document.objects.get().pdf is None
        assert finish(start("drain", kill_at=point)) == -signal.SIGKILL, point
        let_leases_expire()
    drawn = Document.objects.get()
    assert drawn.pdf, "drawn and committed; only the mark that the work is done was lost"
    assert finish(start("drain")) == 0
    after = Document.objects.get()
    assert after.rendered_at == drawn.rendered_at, "not drawn a second time"
    file = client.get(reverse("conversations:document_file", args=[talk.uuid]))
    assert "Sovittu yhdessä ÅÄÖ" in words_of(file.content)
    call_command("verify_documents")
    assert not Work.objects.exclude(state=Work.State.DONE).exists()
