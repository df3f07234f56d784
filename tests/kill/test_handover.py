"""SIGKILL while conversations are handed over: nothing is stranded, nobody is told twice."""

import signal
from collections import Counter

import pytest

from conversations.models import Conversation, Handover
from core.models import Letter, Work
from organization.services import appoint_leader
from tests import conversation_factories as f
from tests.cast import World
from tests.kill.hands import Start, finish, let_leases_expire

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def test_workers_that_die_hand_over_once_and_tell_once(world: World, start: Start) -> None:
    f.open_round(world)
    before = Conversation.objects.filter(supervisor=world.mervi).count()
    appoint_leader(unit=world.cleaning, person=world.heidi, valid_from=world.today)
    # Between two conversations; before the letters are committed; in the middle of them.
    for point in ("handover.one:2", "handover.told", "letter.written:2"):
        assert finish(start("drain", kill_at=point)) == -signal.SIGKILL, point
        let_leases_expire()
    assert finish(start("drain")) == 0
    assert not Conversation.objects.filter(supervisor=world.mervi).exists()
    assert Handover.objects.filter(earlier=world.mervi).count() == before
    assert not Handover.objects.filter(told=False).exists()
    told = Counter(
        Letter.objects.filter(kind__startswith="conversation_handed_over").values_list(
            "recipient", "kind"
        )
    )
    assert told
    assert max(told.values()) == 1
    assert told[world.heidi.uuid, "conversation_handed_over_new"] == 1
    assert not Work.objects.exclude(state=Work.State.DONE).exists()
