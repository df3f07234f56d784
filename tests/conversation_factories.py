"""Conversations of the cast in the state a test needs, made through the services."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from competencies.models import Competence, LearningWay
from conversations.content import content_of, hash_of
from conversations.models import (
    Conversation,
    DevelopmentNeed,
    Goal,
    Layer,
    Question,
    Round,
)
from conversations.policies import Reader, reader_of
from conversations.scheduling.models import OfferedTime
from conversations.scheduling.services import offer_times
from conversations.selectors.parts import Page
from conversations.services import items, preparing, scheduling, signing, texts
from conversations.services.rounds import ensure_round, make_chunk


def open_round(world: Any, year: int | None = None) -> Round:
    """The round of the year with everybody's conversations."""
    opened = ensure_round(year=year or world.today.year)
    from organization.selectors import employed_on

    make_chunk(opened, world.today, list(employed_on(world.today).values_list("pk", flat=True)))
    return opened


def talk_of(world: Any, name: str, year: int | None = None) -> Conversation:
    """The named person's conversation; the round is opened when needed."""
    year = year or world.today.year
    rows = Conversation.objects.with_people().filter(
        employment__person=getattr(world, name), round__year=year
    )
    if not rows.exists():
        open_round(world, year)
    return rows.get()


def reader(world: Any, name: str, conversation: Conversation) -> Reader:
    return reader_of(world.user(name), Conversation.objects.get(pk=conversation.pk))


def page(world: Any, name: str, conversation: Conversation) -> Page:
    return Page(reader(world, name, conversation))


def question(conversation: Conversation, key: str = "core-tasks") -> Question:
    return Question.objects.get(theme__template=conversation.round.template, key=key)


def competence(conversation: Conversation, number: int = 0) -> Competence:
    return Competence.objects.filter(framework=conversation.round.staff_framework).order_by(
        "order"
    )[number]


def way(conversation: Conversation) -> LearningWay:
    return LearningWay.objects.filter(catalogue=conversation.round.catalogue)[0]


def write(
    world: Any, name: str, conversation: Conversation, text: str, *, agreed: bool = False,
    key: str = "core-tasks",
) -> texts.Saved:  # fmt: skip
    """Write on what is there now, as a freshly opened page would."""
    who = reader(world, name, conversation)
    layer = Layer.AGREED if agreed else who.layer
    asked = question(conversation, key)
    now = Page(who).text(asked, layer)
    typed = texts.Typed(text, now.version if now else 0, texts.fingerprint(now.text if now else ""))
    return texts.save_texts(user=world.user(name), reader=who, layer=layer, typed={asked: typed})


def rate(
    world: Any, name: str, conversation: Conversation, level: int, *, agreed: bool = False
) -> None:
    who = reader(world, name, conversation)
    texts.save_ratings(
        user=world.user(name),
        reader=who,
        layer=Layer.AGREED if agreed else who.layer,
        chosen={competence(conversation): texts.Chosen(level, None)},
    )


def goal(
    world: Any, name: str, conversation: Conversation, title: str, *, agreed: bool = True
) -> Goal:
    made = items.add(
        user=world.user(name),
        reader=reader(world, name, conversation),
        model=Goal,
        agreed=agreed,
        values={"title": title, "way": way(conversation)},
    )
    assert isinstance(made, Goal)
    return made


def need(
    world: Any, name: str, conversation: Conversation, topic: str, *, agreed: bool = True
) -> DevelopmentNeed:
    made = items.add(
        user=world.user(name),
        reader=reader(world, name, conversation),
        model=DevelopmentNeed,
        agreed=agreed,
        values={"topic": topic, "way": way(conversation)},
    )
    assert isinstance(made, DevelopmentNeed)
    return made


def share(world: Any, name: str, conversation: Conversation) -> None:
    preparing.share(user=world.user(name), reader=reader(world, name, conversation))


def book(world: Any, name: str, conversation: Conversation, day: int = 13) -> None:
    moment = timezone.make_aware(datetime(world.today.year, world.today.month, day, 14))
    scheduling.set_time(
        user=world.user(name),
        conversation=Conversation.objects.get(pk=conversation.pk),
        meets_at=moment,
        minutes=60,
        place="Huone Ruotsalainen",
    )


def offer(
    world: Any, name: str, conversations: list[Conversation], days: tuple[int, ...] = (13,)
) -> list[OfferedTime]:
    """Times at nine on days of this month."""
    month = world.today.month
    moments = [timezone.make_aware(datetime(world.today.year, month, day, 9)) for day in days]
    offer_times(
        user=world.user(name),
        conversations=[Conversation.objects.get(pk=c.pk) for c in conversations],
        moments=moments,
        minutes=60,
        place="Huone Ruotsalainen",
    )
    return list(OfferedTime.objects.filter(starts_at__in=moments).order_by("starts_at"))


def hold(world: Any, name: str, conversation: Conversation) -> Conversation:
    now = Conversation.objects.get(pk=conversation.pk)
    if not now.answers.filter(layer=Layer.AGREED).exists():
        write(world, name, now, "Tiina vastaa uusien perehdytyksestä.", agreed=True)
        now.refresh_from_db()
    settle_goals(now)
    signing.hold(user=world.user(name), conversation=now)
    return now


def settle_goals(conversation: Conversation) -> None:
    """Signing asks for a goal, or a reason why there is none."""
    if not conversation.goals.filter(agreed=True).exists():
        Conversation.objects.filter(pk=conversation.pk).update(
            no_goal_reason="Tavoitteet sovitaan uuden tehtävän alkaessa."
        )


def sign(world: Any, name: str, conversation: Conversation) -> Conversation:
    now = Conversation.objects.get(pk=conversation.pk)
    signing.sign(user=world.user(name), conversation=now, seen_hash=hash_of(content_of(now)))
    return now


def lock(world: Any, employee: str, supervisor: str, conversation: Conversation) -> Conversation:
    """Held if it was not, and signed by both."""
    now = Conversation.objects.get(pk=conversation.pk)
    if now.state == "preparing":
        hold(world, supervisor, now)
    sign(world, supervisor, now)
    return sign(world, employee, now)
