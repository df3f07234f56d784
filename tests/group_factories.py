"""Group conversations of the cast in the state a test needs, made through the services."""

from datetime import date, timedelta
from typing import Any

from conversations.groups import opening
from conversations.groups.membership import groups
from conversations.groups.models import GroupConversation, GroupItem, GroupParticipant
from conversations.groups.page import GroupPage
from conversations.groups.policies import GroupReader, reader_of
from conversations.groups.services import closing, collecting, writing
from conversations.groups.slots import Slot
from conversations.services.texts import Typed, fingerprint
from organization import closure
from organization.models import Employment, Membership, Person

Kind = GroupConversation.Kind


def group_of(
    world: Any, unit: str, kind: str = Kind.TEAM, year: int | None = None
) -> GroupConversation:
    """The conversation of the named unit's group, opened when needed."""
    world.content()
    year = year or world.today.year
    pk = getattr(world, unit).pk
    found = [g for g in groups(world.today, units=[pk]) if g.kind == kind]
    opening.make_chunk(found, year)
    return GroupConversation.objects.get(unit=pk, kind=kind, year=year)


def grow(world: Any, conversation: GroupConversation, people: int) -> list[Person]:
    """More people in the unit and in its conversation."""
    made = [Person(first_name=f"Väinö{n}", last_name="Virta") for n in range(people)]
    for person in made:
        person.save()
        employment = Employment.objects.create(
            person=person, contract="permanent", starts_on=world.start
        )
        Membership.objects.create(
            employment=employment,
            unit=conversation.unit,
            job_title="laitoshuoltaja",
            valid_from=world.start,
        )
        GroupParticipant.objects.create(conversation=conversation, person=person)
    closure.rebuild()
    return made


def fresh(conversation: GroupConversation) -> GroupConversation:
    return GroupConversation.objects.get(pk=conversation.pk)


def reader(world: Any, name: str, conversation: GroupConversation) -> GroupReader:
    return reader_of(world.user(name), fresh(conversation))


def page(world: Any, name: str, conversation: GroupConversation) -> GroupPage:
    return GroupPage(world.user(name), reader(world, name, conversation))


def slot(world: Any, conversation: GroupConversation, number: int = 0) -> Slot:
    return page(world, "jari", conversation).outline.all_slots[number]


def choose(
    world: Any, leader: str, conversation: GroupConversation, how: str = "named",
    until: date | None = None,
) -> None:  # fmt: skip
    collecting.choose(
        user=world.user(leader),
        conversation=fresh(conversation),
        collection=how,
        asked=True,
        until=until or world.today + timedelta(days=14),
    )


def start(world: Any, leader: str, conversation: GroupConversation, how: str = "named") -> None:
    choose(world, leader, conversation, how)
    collecting.start(user=world.user(leader), conversation=fresh(conversation))


def think(
    world: Any, name: str, conversation: GroupConversation, text: str, number: int = 0
) -> Any:
    where = slot(world, conversation, number)
    who = reader(world, name, conversation)
    if who.conversation.collection == "anonymous":
        collecting.send_anonymous(
            reader=who, key=where.key, perspective=where.perspective, text=text
        )
        return None
    return collecting.send_named(
        user=world.user(name), reader=who, key=where.key, perspective=where.perspective, text=text
    )


def end(world: Any, leader: str, conversation: GroupConversation) -> None:
    collecting.end_collection(user=world.user(leader), conversation=fresh(conversation))


def write(
    world: Any, leader: str, conversation: GroupConversation, text: str, where: Slot | None = None
) -> writing.Saved:
    """On what is there now, as a freshly opened page would."""
    where = where or slot(world, conversation)
    now = page(world, leader, conversation)
    was, version = now.stored([where])[where.name]
    return writing.save_texts(
        user=world.user(leader),
        reader=now.reader,
        typed={where: Typed(text, version, fingerprint(was))},
    )


def add(
    world: Any, leader: str, conversation: GroupConversation, kind: str, title: str
) -> GroupItem:
    values: dict[str, Any] = {"title": title}
    if kind == GroupItem.Kind.GOAL:
        from competencies.models import LearningWay

        values["way"] = LearningWay.objects.order_by("pk").first()
    return writing.add_item(
        user=world.user(leader),
        reader=reader(world, leader, conversation),
        kind=kind,
        values=values,
    )


def complete(world: Any, leader: str, conversation: GroupConversation) -> None:
    """Everything that closing asks for."""
    write(world, leader, conversation, "Osaamme perehdyttää hyvin.")
    for where in page(world, leader, conversation).outline.own_slots:
        write(world, leader, conversation, "Otimme kaupungin linjaukset huomioon.", where)
    add(world, leader, conversation, GroupItem.Kind.FOCUS, "Digitaaliset työvälineet")
    who = reader(world, leader, conversation)
    writing.save_attendance(
        user=world.user(leader),
        reader=who,
        present=[p.pk for p in conversation.participants.all()],
    )


def close(world: Any, leader: str, conversation: GroupConversation) -> Any:
    """Written and closed, from whatever state it is in."""
    now = fresh(conversation)
    if now.state == "planned":
        collecting.skip(user=world.user(leader), conversation=now)
    elif now.state == "collecting":
        end(world, leader, conversation)
    complete(world, leader, conversation)
    return closing.close(user=world.user(leader), conversation=fresh(conversation))
