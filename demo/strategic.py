"""The strategic conversation of last autumn with its decisions for this year, the next one waiting,
and last years' published results of competences."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from competencies.lines.models import LineDecision
from competencies.models import Catalogue, Framework, Line
from conversations.groups import opening
from conversations.groups.membership import groups
from conversations.groups.models import GroupConversation, GroupItem
from conversations.groups.page import GroupPage
from conversations.groups.policies import reader_of
from conversations.groups.services import closing, collecting, writing
from conversations.models import Round
from conversations.results.models import CompetenceResults
from conversations.results.services import freeze
from conversations.services.texts import Typed, fingerprint
from conversations.strategic.content import summary_content
from conversations.strategic.models import StrategicDecision, StrategicSummary
from core.documents import content_hash
from demo.people import ANCHOR
from organization.models import Leadership, Unit

YEAR = ANCHOR.year
HELD = timezone.make_aware(datetime(YEAR - 1, 11, 18, 9))
SHARED = timezone.make_aware(datetime(YEAR - 1, 11, 24, 12))
DECIDED = date(YEAR - 1, 11, 18)

AGREED = {
    "plans-observed": "Alueiden suunnitelmissa toistuvat tekoäly, turvallisuus ja perehdytys.",
    "centralised-focus": "Yhteinen koulutus keskitetään asioihin, joita jokainen alue tarvitsee.",
    "results-observed": "Digiosaamisessa on eniten matkaa tavoitteeseen. Erot alueiden välillä "
    "ovat pieniä.",
    "competences-changed": "Osaamiset jatkuvat ennallaan, jotta vuosia voi verrata.",
    "catalogue-changed": "Luettelo jatkuu. Kollegavierailuja käytetään rohkeammin.",
    "current": "Vahvuutemme on toisen auttaminen. Muutoksen johtamisessa olemme vasta alussa.",
    "future": "Tekoäly muuttaa asiantuntijatyötä. Eläkkeelle jäävien osaaminen on siirrettävä.",
    "together": "Sovimme asioista yli aluerajojen nopeammin kuin ennen.",
    "focus": "Työssä oppiminen, tekoäly ja talouden ymmärtäminen.",
}
FOCUS = [
    {
        "fi": "Tekoäly ja sähköiset työvälineet arjen työssä",
        "sv": "Artificiell intelligens och digitala verktyg i vardagen",
        "en": "Artificial intelligence and digital tools in daily work",
    },
    {
        "fi": "Esihenkilöiden talousosaaminen",
        "sv": "Chefernas kunskaper i ekonomi",
        "en": "Supervisors' understanding of finances",
    },
]
WHY = {
    "fi": "Nämä toistuivat kaikkien palvelualueiden suunnitelmissa ja viime vuoden arvioissa.",
    "sv": "De här återkom i alla serviceområdens planer och i fjolårets bedömningar.",
    "en": "These recurred in every service area's plan and in last year's assessments.",
}


def write(units: dict[str, Unit]) -> None:
    """Held and shared for this year; the one for next year waits for the group. Results of the
    years of history stand published."""
    for number, opened in enumerate(Round.objects.filter(year__lt=YEAR).order_by("year")):
        row = freeze(opened)
        published = timezone.make_aware(datetime(opened.year, 6, 2 + number, 12))
        CompetenceResults.objects.filter(pk=row.pk).update(published_at=published)
    held = _held(units["city"])
    _decisions(held)
    content = summary_content(held, YEAR)
    StrategicSummary.objects.create(
        year=YEAR,
        number=1,
        conversation=held,
        content=content,
        content_hash=content_hash(content),
        shared_at=SHARED,
    )
    _open(units["city"], YEAR)


def _open(unit: Unit, year: int) -> GroupConversation:
    kind = GroupConversation.Kind.STRATEGIC
    opening.make_chunk([g for g in groups(ANCHOR, units=[unit.pk]) if g.kind == kind], year)
    row: GroupConversation = GroupConversation.objects.with_names().get(
        unit=unit, kind=kind, year=year
    )
    return row


def _held(unit: Unit) -> GroupConversation:
    conversation = _open(unit, YEAR - 1)
    leader = Leadership.objects.on(ANCHOR).select_related("person__user").get(unit=unit)
    user: Any = leader.person.user
    collecting.skip(user=user, conversation=conversation)
    reader = reader_of(user, conversation)
    slots = GroupPage(user, reader).outline.all_slots
    typed = {
        slot: Typed(AGREED[slot.key.partition(".")[2]], 0, fingerprint(""))
        for slot in slots
        if slot.key.partition(".")[2] in AGREED and slot.perspective == "own"
    }
    writing.save_texts(user=user, reader=reader, typed=typed)
    for title in ("Oppiminen osaksi jokaista työviikkoa", "Tekoälyn turvallinen käyttö"):
        writing.add_item(
            user=user, reader=reader, kind=GroupItem.Kind.FOCUS, values={"title": title}
        )
    present = conversation.participants.values_list("pk", flat=True)
    writing.save_attendance(user=user, reader=reader, present=present)
    closing.close(user=user, conversation=conversation)
    GroupConversation.objects.filter(pk=conversation.pk).update(
        meets_at=HELD, closed_at=HELD, opened_at=HELD
    )
    conversation.refresh_from_db()
    return conversation


def _decisions(held: GroupConversation) -> None:
    lines = Line.objects.filter(unit=held.unit, year=YEAR).order_by("order")
    texts = [dict(line.text) for line in lines]
    body = dict(held.body.name) if held.body else {}
    LineDecision.objects.create(
        unit=held.unit,
        year=YEAR,
        number=1,
        texts=texts,
        decided_by=body,
        decided_on=DECIDED,
        recorded_at=HELD,
    )
    catalogue = Catalogue.objects.published().filter(year=YEAR).order_by("-number")[0]
    contents: dict[str, dict[str, Any]] = {
        "lines": {"texts": texts},
        "focus": {"texts": FOCUS, "why": WHY},
        "catalogue": {
            "catalogue": str(catalogue.uuid),
            "number": catalogue.number,
            "added": [],
            "changed": [],
            "dropped": [],
        },
        "competences": {
            "frameworks": [
                {
                    "audience": row.audience,
                    "uuid": str(row.uuid),
                    "competences": [dict(each.name) for each in row.competences.all()],
                    "scale": [dict(level.name) for level in row.levels.all()],
                    "added": [],
                    "dropped": [],
                }
                for row in Framework.objects.filter(
                    year=YEAR, audience__in=("all_staff", "supervisors")
                ).order_by("audience")
            ]
        },
    }
    StrategicDecision.objects.bulk_create(
        StrategicDecision(
            year=YEAR,
            kind=kind,
            conversation=held,
            state=StrategicDecision.State.CONFIRMED,
            version=1,
            content=content,
            decided_by=body,
            decided_on=DECIDED,
            confirmed_at=HELD,
        )
        for kind, content in contents.items()
    )
