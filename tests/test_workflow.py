"""The engine of states: who may, when, and two at once (architecture, workflow.py)."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models

from core import workflow
from core.models import TransitionLog
from core.policies import Allowed, Decision, Denied, Refused, Stale, all_of, require
from core.workflow import Transition, Workflow


class Paper(models.Model):
    id = models.BigIntegerField(primary_key=True, default=1)
    uuid = models.UUIDField(default=uuid4)
    state = models.CharField(max_length=10, default="draft")
    version = models.IntegerField(default=0)
    ready = models.BooleanField(default=True)

    class Meta:
        app_label = "tests"
        managed = False


class User:
    def __init__(self, author: bool = True) -> None:
        self.uuid, self.author = uuid4(), author


def author_of_a_ready_paper(user: User, paper: Paper) -> Decision:
    if not user.author:
        return Denied("not yours", right=True)
    return Allowed() if paper.ready else Denied("not ready")


FLOW = Workflow(
    [
        Transition("send", "Send", ("draft",), "sent", author_of_a_ready_paper, wrong_state="sent"),
        Transition("take back", "Take back", ("sent",), "draft", author_of_a_ready_paper),
    ],
    initial="draft",
)


@pytest.fixture
def paper(db: None) -> Iterator[Paper]:
    # By hand: SQLite's schema editor does not work inside the test's transaction.
    columns = [f"{f.column} {f.db_type(connection)} NOT NULL" for f in Paper._meta.fields]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE tests_paper ({', '.join(columns)})")
    yield Paper.objects.create()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tests_paper")


def deny(name: str, user: User, paper: Paper) -> Denied:
    decision = FLOW.decide(name, user, paper)
    assert isinstance(decision, Denied)
    return decision


def test_a_missing_right_comes_before_a_wrong_state() -> None:
    sent = Paper(state="sent")
    assert deny("send", User(author=False), sent).right
    assert deny("send", User(), sent) == Denied("sent")
    assert deny("send", User(), Paper(ready=False)) == Denied("not ready")
    assert FLOW.decide("send", User(), Paper())


def test_only_the_steps_from_here_are_offered_each_with_its_decision() -> None:
    choices = FLOW.choices(User(), Paper(state="sent", ready=False))
    assert [(t.name, bool(d)) for t, d in choices] == [("take back", False)]


def test_a_step_is_taken_once_logged_and_told(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(workflow, "_listeners", [])
    workflow.listen(lambda user, obj, transition, reason: heard.append((transition.name, reason)))
    user, effects = User(), []
    FLOW.run("send", user=user, obj=paper, reason="valmis", effect=lambda u, o: effects.append(o))
    paper.refresh_from_db()
    assert (paper.state, paper.version, effects) == ("sent", 1, [paper])
    log = TransitionLog.objects.get(object_id=paper.uuid)
    assert (log.source, log.target, log.actor, log.reason) == ("draft", "sent", user.uuid, "valmis")
    assert heard == [("send", "valmis")]
    with pytest.raises(Refused):
        FLOW.run("send", user=user, obj=paper)


def test_the_second_of_two_finds_it_changed(paper: Paper) -> None:
    other = Paper.objects.get(pk=paper.pk)
    FLOW.run("send", user=User(), obj=paper)
    with pytest.raises(Stale):
        FLOW.run("send", user=User(), obj=other)
    assert (other.state, other.version) == ("draft", 0)
    assert TransitionLog.objects.count() == 1


def test_a_refused_step_writes_nothing(paper: Paper) -> None:
    with pytest.raises(Refused):
        FLOW.run("send", user=User(author=False), obj=paper)
    paper.refresh_from_db()
    assert (paper.state, TransitionLog.objects.count()) == ("draft", 0)


def test_when_the_effect_fails_nothing_has_happened(paper: Paper) -> None:
    def broken(user: Any, obj: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        FLOW.run("send", user=User(), obj=paper, effect=broken)
    assert (paper.state, paper.version) == ("draft", 0)
    paper.refresh_from_db()
    assert (paper.state, TransitionLog.objects.count()) == ("draft", 0)
    FLOW.run("send", user=User(), obj=paper)


def test_the_first_denial_answers_for_all() -> None:
    first, second = Denied("first"), Denied("second", right=True)
    assert all_of(Allowed(), first, second) is first
    assert all_of(Allowed(), Allowed())
    with pytest.raises(Refused, match="first"):
        require(first)
    require(Allowed())
