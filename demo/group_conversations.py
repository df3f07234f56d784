"""Group conversations of the demo: one closed with its summary, one that collects thoughts without
names, and the leaders' own to begin."""

from datetime import date, timedelta
from typing import Any

from competencies.models import LearningWay
from conversations.groups import opening
from conversations.groups.membership import groups
from conversations.groups.models import GroupConversation, GroupItem
from conversations.groups.page import GroupPage
from conversations.groups.policies import reader_of
from conversations.groups.services import closing, collecting, writing
from conversations.services.texts import Typed, fingerprint
from core import clock
from demo.people import ANCHOR
from organization.models import Leadership, Unit

Kind = GroupConversation.Kind

THOUGHTS = (
    ("strengths", "Perehdytämme uudet hyvin, kun kaksi kulkee rinnalla ensimmäisen viikon."),
    ("gaps", "Sähköinen siivoussuunnitelma on vielä monelle vieras."),
    ("cooperation", "Keittiön ja siivouksen kannattaisi sopia tiloista samassa palaverissa."),
)
AGREED = {
    "strengths": "Perehdytys toimii, ja uusi työntekijä pääsee nopeasti mukaan.",
    "gaps": "Sähköisten suunnitelmien käyttö on muutaman ihmisen varassa.",
    "changes": "Puhtauspalvelujen laatua seurataan puhelimella. Aineet ja koneet uudistuvat.",
    "new-competence": "Jokainen oppii käyttämään puhelinta työssä. Opimme sen toisiltamme.",
    "cooperation": "Keittiön ja siivouksen yhteinen viikkopalaveri jatkuu.",
    "focus-areas": "Sähköiset työvälineet kaikille ja yhteinen perehdytys.",
}
LINES = (
    "Kaupungin linjaus tekoälyn turvallisesta käytöstä koskee meitä vähän; harjoittelemme sitä "
    "kirjallisissa ohjeissa. Alueen linjaus yhteisistä käytännöistä on meille tärkein."
)


def write(units: dict[str, Unit]) -> None:
    """Food and cleaning has closed its conversation; Mervi's cleaning team is collecting."""
    _closed(units["food_and_cleaning"])
    _collecting(units["cleaning"])


def _open(unit: Unit, kind: str) -> tuple[GroupConversation, Any]:
    found = [g for g in groups(ANCHOR, units=[unit.pk]) if g.kind == kind]
    opening.make_chunk(found, ANCHOR.year)
    conversation = GroupConversation.objects.with_names().get(
        unit=unit, kind=kind, year=ANCHOR.year
    )
    leader = Leadership.objects.on(ANCHOR).select_related("person__user").get(unit=unit)
    return conversation, leader.person.user


def _closed(unit: Unit) -> None:
    conversation, user = _open(unit, Kind.RESPONSIBILITY_AREA)
    until = ANCHOR + timedelta(days=1)
    collecting.choose(
        user=user, conversation=conversation, collection="named", asked=True, until=until
    )
    collecting.start(user=user, conversation=conversation)
    reader = reader_of(user, conversation)
    page = GroupPage(user, reader)
    slots = page.outline.all_slots
    places = {slot.key.partition(".")[2]: slot for slot in slots}
    senders = conversation.participants.exclude(person__user=None).select_related("person__user")
    for row, (question, text) in zip(senders.order_by("pk"), THOUGHTS, strict=False):
        collecting.send_named(
            user=row.person.user,
            reader=reader_of(row.person.user, conversation),
            key=places[question].key,
            perspective=places[question].perspective,
            text=text,
        )
    collecting.end_collection(user=user, conversation=conversation)
    typed = {
        slot: Typed(AGREED[slot.key.partition(".")[2]], 0, fingerprint(""))
        for slot in slots
        if slot.key.partition(".")[2] in AGREED
    }
    typed |= {slot: Typed(LINES, 0, fingerprint("")) for slot in page.outline.own_slots}
    writing.save_texts(user=user, reader=reader, typed=typed)
    way = LearningWay.objects.filter(catalogue__year=ANCHOR.year, key="learning-by-doing").first()
    way = way or LearningWay.objects.filter(catalogue__year=ANCHOR.year).first()
    for kind, values in (
        (GroupItem.Kind.FOCUS, {"title": "Sähköiset työvälineet jokaisen käteen"}),
        (GroupItem.Kind.NEED, {"title": "Sähköinen siivoussuunnitelma puhelimella", "way": way}),
        (
            GroupItem.Kind.GOAL,
            {
                "title": "Jokainen tekee viikon kirjaukset puhelimella",
                "way": way,
                "measure": "Kirjaukset ovat järjestelmässä ilman paperia.",
                "due_on": date(ANCHOR.year, 10, 30),
            },
        ),
    ):
        writing.add_item(user=user, reader=reader, kind=kind, values=values)
    writing.save_practice(
        user=user,
        reader=reader,
        values={
            "title": "Vierihoitopäivä: päivä toisen yksikön mukana",
            "how": "Joka kuukauden ensimmäinen tiistai. Sovi päivä kutsujan kanssa.",
            "everybody": True,
            "contact": reader.person,
        },
        units=[],
    )
    writing.save_attendance(
        user=user,
        reader=reader,
        present=conversation.participants.values_list("pk", flat=True),
    )
    closing.close(user=user, conversation=conversation)


def _collecting(unit: Unit) -> None:
    conversation, user = _open(unit, Kind.TEAM)
    collecting.choose(
        user=user,
        conversation=conversation,
        collection="anonymous",
        asked=True,
        until=clock.today() + timedelta(days=18),
    )
    collecting.start(user=user, conversation=conversation)
