"""HR writes next year's frameworks; a published version never changes, and nothing is deleted."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competencies.frameworks import services
from competencies.frameworks.selectors import groups, missing, tree
from competencies.models import Audience, Competence, CompetenceTarget, Framework
from conversations.models import Rating
from core.policies import Refused, Stale
from tests import conversation_factories as conversations

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


# In the browser


def url(name: str, framework: Framework, *more: Any) -> str:
    return reverse(f"competencies:{name}", args=[framework.uuid, *more])


def words(name: str, fi: str, **other: str) -> dict[str, str]:
    return {f"{name}_fi": fi, f"{name}_sv": fi, f"{name}_en": fi, **other}


@pytest.mark.requirement(32, 33, 34)
def test_hr_writes_a_professions_own_list_from_nothing_to_its_decision(world: Any) -> None:
    world.content()
    sanna = world.client("sanna")
    sanna.post(
        reverse("competencies:framework_new"),
        {
            **words("name", "Siivoustyön osaaminen"),
            "audience": "profession",
            "job_titles": "Laitoshuoltaja\nlaitoshuoltaja \nsiivooja",
            "year": "2026",
        },
    )
    made = Framework.objects.get(audience="profession")
    assert (
        "Luettelossa ei ole yhtään arvioitavaa"
        in sanna.get(url("framework_publish", made)).content.decode()
    )
    for name in ("Pinnat", "Koneet"):
        made.refresh_from_db()
        form = {
            **words("name", name),
            **words("description", f"{name}: mitä se on"),
            **words("example", f"{name}: esimerkki"),
            "target": "3",
            "parent": "",
            "version": str(made.version),
            "level3_fi": f"{name} sujuu",
        }
        assert sanna.post(url("competence_add", made), form).status_code == 302
    made.refresh_from_db()
    preview = sanna.get(url("framework_preview", made)).content.decode()
    assert "Pinnat sujuu" in preview
    assert "Tekee tutut asiat" in preview  # the scale's own text where there is none
    tiina = world.client("tiina")
    assert "Pinnat" not in tiina.get(reverse("competencies:index")).content.decode()
    decision = {
        **words("decided_by", "Johtoryhmä"),
        "decided_on": "2026-02-09",
        "version": str(made.version),
    }
    assert sanna.post(url("framework_publish", made), decision).status_code == 302
    assert sanna.post(url("framework_publish", made), decision).status_code == 409
    assert "Pinnat" in tiina.get(reverse("competencies:index")).content.decode()
    assert "Pinnat" not in world.client("aino").get(reverse("competencies:index")).content.decode()
    talk = conversations.talk_of(world, "tiina")
    page = tiina.get(reverse("conversations:prepare_ratings", args=[talk.uuid])).content.decode()
    assert "Koneet sujuu" in page


def test_a_second_writer_loses_nothing(world: Any) -> None:
    made = draft(world)
    row = made.competences.order_by("order")[0]
    form = {**words("name", "Uusi nimi"), "target": "3", "parent": "", "version": "0"}
    address = url("competence", made, row.uuid)
    assert world.client("sanna").post(address, form).status_code == 302
    mine = world.client("jari").post(address, {**form, "name_fi": "Minun nimeni"})
    assert mine.status_code == 409
    page = mine.content.decode()
    assert "Minun nimeni" in page
    assert "Uusi nimi" in page
    assert 'name="version" value="1"' in page
    assert Competence.objects.get(pk=row.pk).name["fi"] == "Uusi nimi"


@pytest.mark.parametrize("sent", ["", "\x00", "x" * 100_000, "🙂" * 400, "10000000000"])
def test_whatever_is_sent_is_answered(world: Any, sent: str) -> None:
    made = draft(world)
    sanna = world.client("sanna")
    row = made.competences.first()
    odd = dict.fromkeys(
        ("name_fi", "description_sv", "target", "parent", "version", "raters", "decided_on",
         "decided_by_fi", "audience", "year", "key", "unit", "job_titles", "name1_fi", "text2_en"),
        sent,
    )  # fmt: skip
    for name, more in (
        ("framework_settings", ()),
        ("framework_scale", ()),
        ("framework_publish", ()),
        ("competence_add", ()),
        ("competence", (row.uuid,)),
        ("competence_move", (row.uuid,)),
    ):
        assert sanna.post(url(name, made, *more), odd).status_code in (302, 409, 422), name
    for name in ("framework_new", "framework_draft"):
        assert sanna.post(reverse(f"competencies:{name}"), odd).status_code in (404, 422), name
    made.refresh_from_db()
    assert made.competences.count() == 6


def test_others_do_not_see_drafts(world: Any) -> None:
    made = draft(world)
    for name in ("tiina", "mervi", "outi", "ilkka", "veera"):
        client = world.client(name)
        assert client.get(reverse("competencies:frameworks")).status_code == 403
        assert client.get(url("framework", made)).status_code == 403
        assert client.post(url("framework_archive", made)).status_code == 403


def test_who_rates_and_both_lists_are_the_versions_settings(world: Any) -> None:
    content = world.content()
    Framework.objects.filter(pk=content.staff.pk).update(raters="self")
    Framework.objects.filter(pk=content.supervisors.pk).update(both_lists=False)
    talk = conversations.talk_of(world, "tiina")
    assert conversations.page(world, "tiina", talk).competences_at("prepare")
    assert not conversations.page(world, "mervi", talk).competences_at("prepare")
    assert len(conversations.page(world, "mervi", talk).competences_at("talk")) == 6
    page = world.client("mervi").get(reverse("conversations:prepare_ratings", args=[talk.uuid]))
    assert "Nämä arvioi ennakolta vain työntekijä: koko henkilöstö" in page.content.decode()
    first = content.staff.competences.first()
    world.client("mervi").post(
        reverse("conversations:prepare_ratings", args=[talk.uuid]), {f"level_{first.key}": "3"}
    )
    assert not Rating.objects.exists()
    own = conversations.page(world, "mervi", conversations.talk_of(world, "mervi"))
    assert {c.framework.audience for c in own.competences} == {"supervisors"}


def test_the_list_has_as_many_queries_for_many_versions(world: Any) -> None:
    world.content()
    user = world.user("sanna")

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            groups()
        return len(made)

    own = services.draft_own(
        user=user, audience="unit", name={"fi": "Oma"}, year=2026, unit=world.cleaning
    )
    few = queries()
    for number in range(6):
        services.draft_own(
            user=user, audience="unit", name={"fi": f"N{number}"}, year=2026, unit=world.kitchens
        )
    assert queries() == few
    assert own.levels.count() == 5
