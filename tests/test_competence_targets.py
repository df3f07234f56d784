"""Targets by unit and job title: who sets them, which one holds, and what they never change."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competencies.frameworks.applying import Place, Targets
from competencies.models import Competence, CompetenceTarget, Framework, Level
from competencies.targets import services
from competencies.targets.selectors import lines, places, token
from core.policies import Refused, Stale
from tests import conversation_factories as f


def first(world: Any) -> Competence:
    return world.content().staff.competences.order_by("order")[0]


def put(world: Any, name: str, unit: Any, title: str, level: int | None) -> None:
    staff = world.content().staff
    services.set_targets(
        user=world.user(name),
        framework=staff,
        unit=unit,
        job_title=title,
        levels={first(world): level},
        seen=token(lines(staff, unit, title, world.today)),
    )


def holds(world: Any, unit: Any, title: str) -> int | None:
    place = Place(unit.pk, title)
    return Targets([first(world)], [place], world.today).of(first(world), place)


def test_the_nearest_holds(world: Any) -> None:
    put(world, "sanna", None, "laitoshuoltaja", 5)
    assert holds(world, world.cleaning, "Laitoshuoltaja") == 5
    put(world, "sanna", world.environment, "", 2)
    assert holds(world, world.cleaning, "laitoshuoltaja") == 2
    put(world, "sanna", world.cleaning, "", 4)
    assert holds(world, world.cleaning, "siivooja") == 4
    put(world, "sanna", world.cleaning, "Laitoshuoltaja ", 1)
    assert holds(world, world.cleaning, "laitoshuoltaja") == 1
    assert holds(world, world.kitchens, "kokki") == 2
    assert holds(world, world.library, "kirjastovirkailija") == first(world).target
    put(world, "sanna", world.cleaning, "LAITOSHUOLTAJA", None)  # the same title
    assert holds(world, world.cleaning, "laitoshuoltaja") == 4


def test_leaders_set_them_in_their_own_units_only(world: Any) -> None:
    put(world, "mervi", world.cleaning, "laitoshuoltaja", 4)
    put(world, "outi", world.cleaning, "", 4)  # in the line below
    for name, unit in (
        ("mervi", world.kitchens),
        ("mervi", world.food_and_cleaning),
        ("mervi", None),
        ("tiina", world.cleaning),
        ("pekka", world.cleaning),
        ("veera", world.cleaning),
    ):
        with pytest.raises(Refused):
            put(world, name, unit, "laitoshuoltaja", 5)
    address = reverse("competencies:targets", args=[world.content().staff.uuid])
    page = world.client("mervi").get(address).content.decode()
    assert "Siivouspalvelut" in page
    assert "Ruokapalvelut" not in page
    assert world.client("tiina").get(address).status_code == 403
    draft = Framework.objects.create(audience="all_staff", year=2027)
    hidden = reverse("competencies:targets", args=[draft.uuid])
    assert world.client("mervi").get(hidden).status_code == 404
    assert world.client("sanna").get(hidden).status_code == 200


def test_the_page_sets_clears_and_tells_of_another(world: Any) -> None:
    staff = world.content().staff
    key = f"t_{first(world).key}"
    address = reverse("competencies:targets", args=[staff.uuid])
    address += f"?unit={world.cleaning.uuid}&title=laitoshuoltaja"
    mervi = world.client("mervi")
    seen = mervi.get(address).context["form"]["seen"].value()
    assert mervi.post(address, {"seen": seen, key: "4"}).status_code == 302
    assert holds(world, world.cleaning, "laitoshuoltaja") == 4
    late = world.client("sanna").post(address, {"seen": seen, key: "5"})
    assert late.status_code == 409
    assert late.context["form"][key].value() == "5"
    again = {"seen": late.context["form"]["seen"].value(), key: "5"}
    assert world.client("sanna").post(address, again).status_code == 302
    (row,) = places(staff, [world.cleaning], world.today, all_=False)
    assert (row.job_title, [level for _c, level in row.targets]) == ("laitoshuoltaja", [5])
    for odd in ("9", "\x00", "x" * 9000, "-1"):
        assert mervi.post(address, {"seen": seen, key: odd}).status_code in (409, 422)
    for query in ("?unit=x", "?title=" + "x" * 9000, "?unit=&title=%00", "?title=%F0%9F%99%82"):
        page = world.client("sanna").get(address.split("?")[0] + query)
        assert page.status_code == 200


def test_an_archived_list_and_a_level_off_the_scale_are_refused(world: Any) -> None:
    with pytest.raises(ValidationError):
        put(world, "sanna", world.cleaning, "", 9)
    with pytest.raises(ValidationError):
        put(world, "sanna", None, " ", 3)
    staff = world.content().staff
    with pytest.raises(Stale):
        services.set_targets(
            user=world.user("sanna"),
            framework=staff,
            unit=world.cleaning,
            job_title="",
            levels={first(world): 3},
            seen="",
        )
    Framework.objects.filter(pk=staff.pk).update(state="archived")
    staff.refresh_from_db()
    with pytest.raises(Refused):
        services.set_targets(
            user=world.user("sanna"),
            framework=staff,
            unit=world.cleaning,
            job_title="",
            levels={first(world): 3},
            seen=token(lines(staff, world.cleaning, "", world.today)),
        )


def test_the_conversation_shows_the_target_of_ones_place(world: Any) -> None:
    put(world, "mervi", world.cleaning, "laitoshuoltaja", 5)
    talk = f.talk_of(world, "tiina")
    rows = f.page(world, "tiina", talk).competences
    assert rows[0].target == 5
    f.hold(world, "mervi", talk)
    put(world, "mervi", world.cleaning, "laitoshuoltaja", 1)
    assert f.page(world, "tiina", talk).competences[0].target == 5


def test_the_same_number_of_queries_for_many_targets(world: Any) -> None:
    staff = world.content().staff

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            places(staff, [world.cleaning, world.kitchens], world.today, all_=True)
            lines(staff, world.cleaning, "laitoshuoltaja", world.today)
        return len(made)

    put(world, "sanna", world.cleaning, "", 4)
    few = queries()
    CompetenceTarget.objects.bulk_create(
        CompetenceTarget(competence=c, unit=world.kitchens, job_title=f"nimike {n}", level=2)
        for c in staff.competences.all()
        for n in range(20)
    )
    assert queries() == few
    assert Level.objects.filter(framework=staff).count() == 5
