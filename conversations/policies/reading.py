"""Who may read what: the table "Who sees what of a development conversation".

The rows of docs/architecture.md stand in `Reader` one by one; `querysets` turns them into filters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from conversations.models import Conversation, Layer, Preparation, Sensitivity, Side
from conversations.policies.grants import Grant
from conversations.querysets import DEPUTY_RIGHTS, any_deputy_right
from core import clock
from organization.models import Deputy, Person
from organization.selectors import person_of, supervisor_of

SENSITIVE = (Sensitivity.WELLBEING, Sensitivity.FEEDBACK)
State = Conversation.State


@dataclass(frozen=True)
class Reader:
    """One person in front of one conversation, today.

    `role`: "employee", "supervisor" (by today's reporting line), "deputy" of that one, or "".
    """

    conversation: Conversation
    person: Person | None
    role: str = ""
    rights: frozenset[str] = frozenset()
    deputy_for: Person | None = None
    grant: Grant | None = None

    @property
    def side(self) -> str:
        return Side.EMPLOYEE if self.role == "employee" else Side.SUPERVISOR

    @property
    def layer(self) -> str:
        return Layer.EMPLOYEE if self.role == "employee" else Layer.SUPERVISOR

    def may(self, right: str) -> bool:
        """Has the supervisor's right: as the supervisor, or as a deputy with it."""
        return self.role == "supervisor" or (self.role == "deputy" and right in self.rights)

    @property
    def there(self) -> bool:
        """Whether this is the one who was in the talk beside the employee, or now will be."""
        if self.conversation.state == State.PREPARING:
            return self.may("hold")
        return self.role in ("supervisor", "deputy") and (
            self.person is not None and self.conversation.held_by_id == self.person.pk
        )

    @property
    def closed(self) -> bool:
        """The employee has had the processing restricted (GDPR 18): the texts are only kept."""
        return self.conversation.restricted_at is not None and self.role != "employee"

    def _disclosed(self, *, sensitive: bool) -> bool:
        return self.grant is not None and (not sensitive or self.grant.sensitive)

    # The table, row by row

    def sees_preparation(self, *, sensitive: bool) -> bool:
        """The other side's preparation, once its author has shared it."""
        if self.role == "employee":
            return True
        if self._disclosed(sensitive=sensitive) and self.grant and self.grant.preparations:
            return True
        if self.closed:
            return False
        locked = self.conversation.state == State.LOCKED
        rights = ("see_history",) if locked else ("prepare", "hold")
        return any(map(self.may, rights)) and (not sensitive or self.there)

    def sees_agreed(self, *, sensitive: bool) -> bool:
        """Agreed text, ratings, goals and needs; of sensitive themes only the one who was there."""
        if self.role == "employee" or self._disclosed(sensitive=sensitive):
            return True
        if self.closed:
            return False
        locked = self.conversation.state == State.LOCKED
        rights = ("see_history",) if locked else ("hold", "sign")
        return any(map(self.may, rights)) and (not sensitive or self.there)

    def sees_ratings(self) -> bool:
        """The other side's own ratings, once shared."""
        if self.grant is not None and self.grant.preparations:
            return True
        return self.role == "employee" or (self.there and not self.closed)

    # The same as filters

    @cached_property
    def shared(self) -> list[tuple[str, int]]:
        """(side, author) of each preparation that has been shared."""
        rows = Preparation.objects.filter(
            conversation=self.conversation, shared_at__isnull=False
        ).values_list("side", "author")
        return list(rows)

    def _own(self) -> Q:
        """One's own preparation: the employee's always, the supervisor's side its author's."""
        if not self.role or self.closed:
            return Q(pk__in=[])
        return Q(author=self.person, layer=self.layer)

    @property
    def _other_sides(self) -> tuple[str, ...]:
        """Whose preparations are another's: to whom they are disclosed, both sides'."""
        if self.grant is not None:
            return (Side.EMPLOYEE, Side.SUPERVISOR)
        return (Side.SUPERVISOR if self.role == "employee" else Side.EMPLOYEE,)

    def _shared_by_other(self) -> Q:
        """Preparations shared by the other side."""
        shared = [(side, author) for side, author in self.shared if side in self._other_sides]
        seen = Q(pk__in=[])
        for side, author in shared:
            seen |= Q(layer=side, author=author)
        return seen

    @cached_property
    def since(self) -> datetime | None:
        """When the conversation came to the present supervisor from another, of whoever is there on
        the supervisor's side; None: it has been with the same one."""
        rows = self.conversation.handovers.filter(to__isnull=False, earlier__isnull=False)
        if self.conversation.held_at is not None:
            rows = rows.filter(at__lte=self.conversation.held_at)
        return rows.order_by("-at").values_list("at", flat=True).first()

    def _agreed_since(self) -> Q:
        """Sensitive agreed text: the one who is there now was not when older text was agreed."""
        if self.role == "employee" or self._disclosed(sensitive=True) or self.since is None:
            return Q()
        return Q(updated_at__gte=self.since)

    @cached_property
    def hidden_questions(self) -> frozenset[int]:
        """Questions whose agreed text was agreed with an earlier supervisor, for the employee's
        eyes; nobody else writes over it."""
        if not self.sees_agreed(sensitive=True) or not (since := self._agreed_since()):
            return frozenset()
        rows = self.conversation.answers.filter(
            layer=Layer.AGREED, question__sensitivity__in=SENSITIVE
        )
        return frozenset(rows.exclude(text="").exclude(since).values_list("question", flat=True))

    @property
    def sees_whole(self) -> bool:
        """Whether everything agreed may be shown, sensitive themes included."""
        return self.sees_agreed(sensitive=True) and not self.hidden_questions

    def answers(self) -> Q:
        sensitive = Q(question__sensitivity__in=SENSITIVE)
        seen = self._own()
        if self.sees_preparation(sensitive=False):
            seen |= self._shared_by_other() & ~sensitive
        if self.sees_preparation(sensitive=True):
            seen |= self._shared_by_other() & sensitive
        if self.sees_agreed(sensitive=False):
            seen |= Q(layer=Layer.AGREED) & ~sensitive
        if self.sees_agreed(sensitive=True):
            seen |= Q(layer=Layer.AGREED) & sensitive & self._agreed_since()
        return seen

    def ratings(self) -> Q:
        seen = self._own()
        if self.sees_ratings():
            seen |= self._shared_by_other()
        if self.sees_agreed(sensitive=False):
            seen |= Q(layer=Layer.AGREED)
        return seen

    def items(self) -> Q:
        """Goals and needs: one's own suggestions, the other's shared ones, the agreed."""
        own = self.role and not self.closed
        seen = Q(agreed=False, author=self.person) if own else Q(pk__in=[])
        if self.sees_preparation(sensitive=False):
            authors = [author for side, author in self.shared if side in self._other_sides]
            seen |= Q(agreed=False, author__in=authors)
        if self.sees_agreed(sensitive=False):
            seen |= Q(agreed=True)
        return seen


def reader_of(user: Any, conversation: Conversation) -> Reader:
    """The reader's place today. Two queries for others than the employee."""
    person = person_of(user)
    if person is None:
        return Reader(conversation, None)
    if conversation.employment.person_id == person.pk:
        return Reader(conversation, person, "employee")
    supervisor = supervisor_of(conversation.employment, clock.today())
    if supervisor is None:
        return Reader(conversation, person)
    if supervisor.pk == person.pk:
        return Reader(conversation, person, "supervisor")
    return _deputy(conversation, person, supervisor)


def rights_of(deputy: Deputy) -> frozenset[str]:
    return frozenset(r for r in DEPUTY_RIGHTS if getattr(deputy, f"may_{r}"))


def _deputy(conversation: Conversation, person: Person, supervisor: Person) -> Reader:
    rows = Deputy.objects.in_force(clock.today()).filter(
        any_deputy_right(), supervisor=supervisor, deputy=person
    )
    rights: frozenset[str] = frozenset().union(*map(rights_of, rows))
    if not rights:
        return Reader(conversation, person)
    return Reader(conversation, person, "deputy", rights, supervisor)
