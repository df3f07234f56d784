"""One's own competences as a picture and a table, year by year, and nobody else's."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competencies.models import Audience, Competence, CompetenceTarget, Framework, Level
from conversations.models import Conversation, Layer, Rating, Round
from conversations.profile.picture import Track, picture
from conversations.profile.selectors import own_competences
from core import clock
from tests import conversation_factories as f

PAGE = "conversations:profile"


def earlier(world: Any, name: str, year: int, *levels: int, steps: int = 5) -> Conversation:
    """A locked talk of an earlier year on a framework of that year with the same competences."""
    now = world.content()
    staff = Framework.objects.create(
        audience=Audience.ALL_STAFF, year=year, state="published", published_at=clock.now()
    )
    Level.objects.bulk_create(
        Level(framework=staff, number=n, name={"fi": f"Taso {n}"}) for n in range(1, steps + 1)
    )
    made = Round.objects.create(
        year=year,
        template=now.template,
        staff_framework=staff,
        supervisor_framework=now.supervisors,
        catalogue=now.catalogue,
        due_on=world.today,
    )
    talk = Conversation.objects.create(
        round=made,
        employment=world.employment(name),
        supervisor=world.mervi,
        state="locked",
        held_at=timezone.now(),
    )
    for level, source in zip(levels, now.staff.competences.order_by("order"), strict=False):
        row = Competence.objects.create(
            framework=staff, key=source.key, name=source.name, order=source.order, target=2
        )
        Rating.objects.create(conversation=talk, competence=row, layer=Layer.AGREED, level=level)
    return talk


@pytest.mark.requirement(32, 33, 38)
def test_levels_history_gap_and_what_the_target_looks_like(world: Any) -> None:
    earlier(world, "tiina", 2025, 1, 3)
    talk = f.talk_of(world, "tiina")
    f.rate(world, "mervi", talk, 2, agreed=True)
    f.hold(world, "mervi", talk)
    (work,) = own_competences(world.tiina, world.today)
    line = work.sections[0].lines[0]
    assert [(p.year, p.level, p.target) for p in line.history] == [(2026, 2, 3), (2025, 1, 2)]
    assert (line.level, line.target, line.gap, line.change) == (2, 3, 1, 1)
    assert str(line.next_text).startswith("Suunnittelee työnsä itse")
    page = world.client("tiina").get(reverse(PAGE)).content.decode()
    for words in ("1 taso tavoitteeseen", "korkeampi kuin edellisellä kerralla", "Arjessa"):
        assert words in page
    assert "Itsensä johtamisen taidot: 2, tavoite 3" in page  # the picture in words
    assert page.count('<svg class="chart') == 2


def test_a_target_changed_later_leaves_the_held_talk_as_it_was(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    first = f.competence(talk)
    CompetenceTarget.objects.create(competence=first, unit=world.cleaning, level=4)
    f.rate(world, "mervi", talk, 3, agreed=True)
    f.hold(world, "mervi", talk)
    signed = f.lock(world, "tiina", "mervi", talk)
    CompetenceTarget.objects.update(level=1)
    Competence.objects.filter(pk=first.pk).update(target=5)
    (work,) = own_competences(world.tiina, world.today)
    assert work.sections[0].lines[0].target == 4
    from conversations.content import content_of, hash_of

    assert hash_of(content_of(signed)) == Conversation.objects.get(pk=talk.pk).content_hash


def test_a_level_on_another_scale_says_so_and_is_not_compared(world: Any) -> None:
    earlier(world, "tiina", 2025, 3, steps=4)
    talk = f.talk_of(world, "tiina")
    f.rate(world, "mervi", talk, 4, agreed=True)
    f.hold(world, "mervi", talk)
    (work,) = own_competences(world.tiina, world.today)
    line = work.sections[0].lines[0]
    assert line.change is None
    assert "3 / 4" in world.client("tiina").get(reverse(PAGE)).content.decode()


def test_ones_unit_and_profession_have_lists_of_their_own(world: Any) -> None:
    world.content()
    for audience, more in (
        ("unit", {"unit": world.environment}),
        ("profession", {"job_titles": ["Laitoshuoltaja"]}),
        ("profession", {"job_titles": ["kokki"]}),
    ):
        own = Framework.objects.create(
            audience=audience,
            key=f"oma-{Framework.objects.count()}",
            name={"fi": f"Oma {Framework.objects.count()}"},
            year=2026,
            state="published",
            published_at=clock.now(),
            **more,
        )
        Level.objects.bulk_create(
            Level(framework=own, number=n, name={"fi": str(n)}) for n in (1, 2, 3)
        )
        area = Competence.objects.create(framework=own, key=f"alue-{own.pk}", name={"fi": "Alue"})
        Competence.objects.create(
            framework=own, key=f"osa-{own.pk}", name={"fi": "Osa"}, parent=area, target=2, order=1
        )
    talk = f.talk_of(world, "tiina")
    seen = [u.framework.audience for u in f.page(world, "tiina", talk).frameworks]
    assert seen == ["all_staff", "unit", "profession"]
    names = [str(c.name) for c in f.page(world, "tiina", talk).competences]
    assert "Alue" not in names  # a heading is not rated
    assert names.count("Osa") == 2
    f.hold(world, "mervi", talk)
    Framework.objects.filter(audience="unit").update(state="archived")
    seen = [u.framework.audience for u in f.page(world, "tiina", talk).frameworks]
    assert seen == ["all_staff", "unit", "profession"]  # what it was held with
    again = f.page(world, "marko", f.talk_of(world, "marko")).frameworks
    assert [u.framework.audience for u in again] == ["all_staff", "profession"]


def test_only_the_agreed_levels_and_only_ones_own(world: Any) -> None:
    talk = f.talk_of(world, "tiina")
    f.rate(world, "mervi", talk, 1)
    f.rate(world, "tiina", talk, 5)
    assert not world.client("tiina").get(reverse(PAGE)).context["has_levels"]
    f.hold(world, "mervi", talk)
    (work,) = own_competences(world.tiina, world.today)
    assert {line.level for line in work.sections[0].lines} == {None}
    assert world.client("no_person").get(reverse(PAGE)).status_code == 403
    for name in ("veera", "ilkka", "elected"):
        assert world.client(name).get(reverse(PAGE)).status_code == 200


def test_the_same_number_of_queries_for_any_number_of_years(world: Any) -> None:
    f.hold(world, "mervi", f.talk_of(world, "tiina"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            own_competences(world.tiina, world.today)
        return len(made)

    few = queries()
    for year in range(2019, 2026):
        earlier(world, "tiina", year, 1, 2, 3)
    assert queries() == few


def test_the_picture_stays_inside_itself_for_any_scale() -> None:
    for steps in (0, 1, 2, 9):
        drawn = picture([Track("Osaaminen", 1, max(1, steps), None)], steps)
        for drawing in drawn.drawings:
            for row in drawing.rows:
                assert 0 <= float(row.level_x) <= drawing.width
                assert 0 <= float(row.target_x) <= drawing.width
                assert row.y + 16 < drawing.height
