"""Two at once: nothing is done twice, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from core.models import Document, TransitionLog
from core.policies import Refused, Stale
from tests.plan_scenes import DECISION, Plans
from training_plans import services
from training_plans.models import EmployerDecision, FrozenPackage, ItemSource, Package, Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plans(world: Any) -> Plans:
    return Plans(world)


def together(number: int, act: Callable[[int], Any]) -> list[Any]:
    """Run `act(0)`, `act(1)`, ... at the same moment; what each returned or raised."""
    barrier = Barrier(number)

    def run(index: int) -> Any:
        try:
            barrier.wait(10)
            return act(index)
        except (Refused, Stale, services.Clash) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def failures(results: list[Any]) -> int:
    return sum(isinstance(r, Exception) for r in results)


def test_a_plan_is_submitted_once(plans: Plans) -> None:
    plan = plans.team_plan()
    users = [plans.world.user("mervi") for _ in range(4)]
    results = together(
        4, lambda i: services.submit(user=users[i], plan=Plan.objects.get(pk=plan.pk))
    )
    assert failures(results) == 3
    assert TransitionLog.objects.filter(object_id=plan.uuid, transition="submit").count() == 1


def test_the_year_is_opened_once(world: Any) -> None:
    users = [world.user("jari"), world.user("sanna"), world.user("jari")]
    together(3, lambda i: services.open_year(user=users[i]))
    assert Package.objects.count() == 1
    assert Plan.objects.count() == 4


def test_a_decision_is_recorded_once_and_one_version_frozen(plans: Plans) -> None:
    package = plans.treated()
    plans.world.move_to(DECISION)
    users = [plans.world.user(n) for n in ("jari", "sanna", "jari")]
    results = together(
        3,
        lambda i: services.record_decision(
            user=users[i],
            package=Package.objects.get(pk=package.pk),
            decided_by="kaupunginhallitus",
            decided_on=DECISION,
            section="§ 1",
        ),
    )
    assert failures(results) == 2
    assert EmployerDecision.objects.count() == 1
    assert FrozenPackage.objects.filter(confirmed=True).count() == 1
    assert Document.objects.count() == 2


def test_the_second_to_save_is_told(plans: Plans) -> None:
    item = plans.add("mervi", plans.begin("mervi", "cleaning"))
    users = [plans.world.user("mervi") for _ in range(3)]
    texts = ["Ensimmäinen", "Toinen", "Kolmas"]
    data = [plans.data(t) for t in texts]
    results = together(
        3, lambda i: services.change_item(user=users[i], item=item, version=0, data=data[i])
    )
    assert failures(results) == 2
    item.refresh_from_db()
    assert item.version == 1
    assert item.topic in texts


def test_two_gather_the_same_once(plans: Plans) -> None:
    team = plans.submit("mervi", plans.team_plan())
    area = plans.begin("kari", "food_and_cleaning")
    users = [plans.world.user("kari") for _ in range(3)]
    together(3, lambda i: services.gather(user=users[i], plan=area, items=list(team.items.all())))
    assert area.items.count() == 1
    assert ItemSource.objects.count() == 1


def test_nothing_is_added_behind_a_submission(plans: Plans) -> None:
    """Whichever comes first: the action is in the submitted plan, or its writer is told."""
    plan = plans.team_plan()
    users, data = [plans.world.user("mervi") for _ in range(2)], plans.data("Viime hetken toimi")

    def act(index: int) -> Any:
        if index:
            return services.submit(user=users[1], plan=Plan.objects.get(pk=plan.pk))
        return services.add_item(user=users[0], plan=plan, data=data)

    added, _submitted = together(2, act)
    found = plan.items.filter(topic="Viime hetken toimi").exists()
    assert found != isinstance(added, Exception)


def test_an_answer_is_given_once(plans: Plans) -> None:
    plans.in_review()
    said = services.comment(
        user=plans.world.user("jari"), plan=plans.of("environment"), text="Kuka seuraa?"
    )
    users = [plans.world.user(n) for n in ("outi", "jari", "outi")]
    results = together(
        3, lambda i: services.answer(user=users[i], comment=said, text=f"Vastaus {i}")
    )
    assert failures(results) == 2
    said.refresh_from_db()
    assert said.answer.startswith("Vastaus")
