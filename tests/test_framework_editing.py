"""HR writes next year's frameworks; a published version never changes, and nothing is deleted."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from competencies.frameworks import services
from competencies.frameworks.selectors import missing, tree
from competencies.models import Audience, Competence, CompetenceTarget, Framework
from core.policies import Refused, Stale

DECISION = {"decided_by": "Kaupunginjohtajan johtoryhmä", "decided_on": date(2026, 2, 9)}


def draft(world: Any, name: str = "sanna", audience: str = Audience.ALL_STAFF) -> Framework:
    world.content()
    return services.draft_next(user=world.user(name), audience=audience, year=2027)


@pytest.mark.requirement(34)
def test_next_year_begins_from_this_year_and_is_published_with_its_decision(world: Any) -> None:
    this_year = world.content().staff
    CompetenceTarget.objects.create(
        competence=this_year.competences.first(), unit=world.cleaning, level=2
    )
    made = draft(world)
    assert made.state == "draft"
    assert made.published_at is None
    assert draft(world).pk == made.pk  # asked twice, the same draft
    keys = list(this_year.competences.values_list("key", "target"))
    assert list(made.competences.values_list("key", "target")) == keys
    assert made.competences.first().level_texts.count() == 5
    assert made.competences.first().targets.get().unit == world.cleaning
    assert missing(made) == []

    services.publish(user=world.user("sanna"), framework=made, **DECISION)
    assert made.state == "published"
    assert made.decided_on == date(2026, 2, 9)
    assert str(made.decided_by) == "Kaupunginjohtajan johtoryhmä"
    with pytest.raises(Refused):
        services.change(user=world.user("sanna"), framework=made, version=1, raters="self")
    with pytest.raises(Refused):
        draft(world)


def test_the_chair_decides_on_the_shared_ones_and_others_do_not(world: Any) -> None:
    made = draft(world, "ilkka")
    services.publish(user=world.user("ilkka"), framework=made, **DECISION)
    for name in ("mervi", "outi", "tiina", "veera"):
        with pytest.raises(Refused):
            draft(world, name, Audience.SUPERVISORS)
    other = draft(world, audience=Audience.SUPERVISORS)
    with pytest.raises(ValidationError):
        services.publish(
            user=world.user("jari"),
            framework=other,
            decided_by="Johtoryhmä",
            decided_on=date(2026, 2, 10),
        )


def test_the_tree_is_written_moved_and_kept_from_loops(world: Any) -> None:
    made, user = draft(world), world.user("sanna")
    first, second, third = made.competences.order_by("order")[:3]

    def put(row: Competence, parent: Competence | None) -> None:
        services.save_competence(
            user=user,
            framework=made,
            version=made.version,
            competence=row,
            values={"parent": parent},
            texts={},
        )

    put(third, first)
    put(second, third)
    nodes = tree(made.competences.all())
    assert [(n.competence.key, n.depth, n.heading) for n in nodes[:3]] == [
        (first.key, 1, True),
        (third.key, 2, True),
        (second.key, 3, False),
    ]
    with pytest.raises(ValidationError):  # itself below its own part
        put(Competence.objects.get(pk=first.pk), Competence.objects.get(pk=second.pk))
    with pytest.raises(ValidationError):  # a fourth level
        put(nodes[3].competence, Competence.objects.get(pk=second.pk))
    services.move(
        user=user, framework=made, version=made.version, competence=nodes[3].competence, up=True
    )
    assert tree(made.competences.all())[0].competence == nodes[3].competence
    services.remove_competence(
        user=user,
        framework=made,
        version=made.version,
        competence=Competence.objects.get(pk=third.pk),
    )
    assert Competence.objects.get(pk=second.pk).parent_id == first.pk
    with pytest.raises(Stale):
        services.move(user=user, framework=made, version=0, competence=first, up=True)


def test_an_archived_version_leaves_room_for_a_better_draft(world: Any) -> None:
    content = world.content()
    services.archive(user=world.user("sanna"), framework=content.staff)
    made = services.draft_next(user=world.user("sanna"), audience="all_staff", year=2026)
    assert made.pk != content.staff.pk
    assert made.competences.count() == 6
    assert Framework.objects.get(pk=content.staff.pk).competences.count() == 6
