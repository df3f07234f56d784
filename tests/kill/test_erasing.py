"""SIGKILL while what is due is being erased: no batch half, every row counted once, one record."""

import signal
from datetime import date

import pytest

from conversations.models import Answer, Conversation, SignedCopy
from core.models import Work
from core.verification import verify
from privacy.retention import erasing, services
from privacy.retention.models import DestructionRecord, ErasureRun
from tests import conversation_factories as f
from tests.cast import World
from tests.kill.hands import Start, finish, let_leases_expire

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def test_a_run_whose_workers_die_erases_all_once_and_records_it(world: World, start: Start) -> None:
    f.lock(world, "tiina", "mervi", f.talk_of(world, "tiina"))
    total = Conversation.objects.count()
    world.move_to(date(2030, 1, 2))
    run = services.prepare(user=world.user("jari"))
    services.confirm(user=world.user("jari"), run=run, reference="HEI/7/2030")
    # Erased but not committed: nothing happened. Committed, progress not told. All but the record.
    points = {"erasure.batch": total, "work.chunk": 0, "erasure.finish": 0, "work.performed": 0}
    for point, left in points.items():
        assert finish(start("drain", kill_at=point)) == -signal.SIGKILL, point
        assert Conversation.objects.count() == left, point
        run.refresh_from_db()
        assert run.gone == total - left, point
        let_leases_expire()
    assert finish(start("drain")) == 0
    run.refresh_from_db()
    assert run.state == ErasureRun.State.DONE
    assert run.erased == run.counts
    assert DestructionRecord.objects.get().content["total"] == total
    assert not Answer.objects.exists()
    assert not SignedCopy.objects.exists()
    assert Work.objects.get(kind=erasing.ERASE).state == Work.State.DONE
    assert verify()[1] == []
