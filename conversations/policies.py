"""Who may do and read what in a development conversation.

The reading rules are the table "Who sees what of a development conversation"
(docs/architecture.md), row by row in `Reader`. `querysets` turns them into filters, `audience`
into a sentence for the writer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation, Layer, Preparation, Sensitivity, Side
from conversations.querysets import DEPUTY_RIGHTS, any_deputy_right, directs
from core import clock
from core.policies import Allowed, Decision, Denied, all_of
from organization.models import Deputy, Person, ReportingLine
from organization.selectors import is_hr, leads_people, person_of, supervisor_of

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

    # The table, row by row

    def sees_preparation(self, *, sensitive: bool) -> bool:
        """The other side's preparation, once its author has shared it."""
        if self.role == "employee":
            return True
        locked = self.conversation.state == State.LOCKED
        rights = ("see_history",) if locked else ("prepare", "hold")
        return any(map(self.may, rights)) and (not sensitive or self.there)

    def sees_agreed(self, *, sensitive: bool) -> bool:
        """Agreed text, ratings, goals and needs; of sensitive themes only the one who was there."""
        if self.role == "employee":
            return True
        locked = self.conversation.state == State.LOCKED
        rights = ("see_history",) if locked else ("hold", "sign")
        return any(map(self.may, rights)) and (not sensitive or self.there)

    def sees_ratings(self) -> bool:
        """The other side's own ratings, once shared."""
        return self.role == "employee" or self.there

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
        return Q(author=self.person, layer=self.layer) if self.role else Q(pk__in=[])

    def _shared_by_other(self) -> Q:
        """Preparations shared by the other side."""
        other = Side.SUPERVISOR if self.role == "employee" else Side.EMPLOYEE
        authors = [author for side, author in self.shared if side == other]
        return Q(layer=other, author__in=authors)

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
            seen |= Q(layer=Layer.AGREED) & sensitive
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
        seen = Q(agreed=False, author=self.person) if self.role else Q(pk__in=[])
        if self.sees_preparation(sensitive=False):
            other = Side.SUPERVISOR if self.role == "employee" else Side.EMPLOYEE
            authors = [author for side, author in self.shared if side == other]
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


def _rights(deputy: Deputy) -> frozenset[str]:
    return frozenset(r for r in DEPUTY_RIGHTS if getattr(deputy, f"may_{r}"))


def _deputy(conversation: Conversation, person: Person, supervisor: Person) -> Reader:
    rows = Deputy.objects.on(clock.today()).filter(
        any_deputy_right(), supervisor=supervisor, deputy=person
    )
    rights: frozenset[str] = frozenset().union(*map(_rights, rows))
    if not rights:
        return Reader(conversation, person)
    return Reader(conversation, person, "deputy", rights, supervisor)


# Writing: the same answers guard the view, close the button and are what the tests ask

_not_side = Denied(
    _("Only the employee and the supervisor of this conversation can do this."), right=True
)
_not_supervisor = Denied(_("Only the supervisor, or a deputy with that right, can do this."), True)
_held = Denied(_("The talk has been held. Preparations can no longer be changed."))
_locked = Denied(_("This conversation is signed and locked. Nothing in it changes any more."))
_not_held = Denied(_("You can sign when the supervisor has marked the talk as held."))


def _as_reader(user: Any, conversation: Conversation) -> Reader:
    """Views compute the reader once and pass it in place of the user."""
    return user if isinstance(user, Reader) else reader_of(user, conversation)


def _open(conversation: Conversation) -> Decision:
    return _locked if conversation.state == State.LOCKED else Allowed()


def can_prepare(user: Any, conversation: Conversation) -> Decision:
    """Write one's own preparation, until the talk is held."""
    reader = _as_reader(user, conversation)
    if reader.role != "employee" and not reader.may("prepare"):
        return _not_side
    return all_of(
        _open(conversation),
        Allowed() if conversation.state == State.PREPARING else _held,
    )


def can_share(user: Any, conversation: Conversation) -> Decision:
    """Open one's own preparation to the other side (each side decides on its own)."""
    reader = _as_reader(user, conversation)
    decision = can_prepare(reader, conversation)
    if not decision:
        return decision
    if any(author == getattr(reader.person, "pk", None) for _side, author in reader.shared):
        return Denied(_("You have shared your preparation already."))
    return Allowed()


def can_schedule(user: Any, conversation: Conversation) -> Decision:
    """Set, change or cancel the time."""
    if not _as_reader(user, conversation).may("hold"):
        return _not_supervisor
    if conversation.state != State.PREPARING:
        return Denied(_("The talk has been held already."))
    return Allowed()


def can_write_agreed(user: Any, conversation: Conversation) -> Decision:
    """Write the agreed text, ratings, goals and needs: both sides, until both have signed."""
    reader = _as_reader(user, conversation)
    if reader.role != "employee" and not reader.may("hold"):
        return _not_side
    return _open(conversation)


def can_hold(user: Any, conversation: Conversation) -> Decision:
    """Mark the talk as held. The supervisor decides when, but something must have been agreed."""
    if not _as_reader(user, conversation).may("hold"):
        return _not_supervisor
    if conversation.state != State.PREPARING:
        return Denied(_("The talk has been marked as held already."))
    agreed = conversation.answers.filter(layer=Layer.AGREED).exclude(text="").exists()
    if not agreed and not conversation.goals.filter(agreed=True).exists():
        return Denied(
            _("Write at least one agreed text or goal first: otherwise there is nothing to sign.")
        )
    return Allowed()


def signing_side(reader: Reader) -> str | None:
    """For which side this person signs, if for any."""
    if reader.role == "employee":
        return Side.EMPLOYEE
    return Side.SUPERVISOR if reader.may("sign") else None


def can_sign(user: Any, conversation: Conversation) -> Decision:
    """Sign what was agreed, in any order, once the talk has been held (requirement 38)."""
    reader = _as_reader(user, conversation)
    side = signing_side(reader)
    if side is None:
        return _not_side
    if conversation.state == State.PREPARING:
        return _not_held
    if conversation.state == State.LOCKED:
        return _locked
    if conversation.signatures.filter(side=side, voided_at__isnull=True).exists():
        return Denied(_("This side has signed already. It is the other side's turn."))
    return Allowed()


def both_have_signed(user: Any, conversation: Conversation) -> Decision:
    """The guard of locking: two signatures in force, on the same content."""
    signed = list(
        conversation.signatures.filter(voided_at__isnull=True).values_list("side", "content_hash")
    )
    if len({side for side, _hash in signed}) < 2 or len({h for _side, h in signed}) != 1:
        return Denied(_("Both must sign the same text before it is locked."))
    return Allowed()


def can_follow_up(user: Any, conversation: Conversation) -> Decision:
    """Say how an agreed goal goes (requirement 40): the employee and the present supervisor."""
    reader = _as_reader(user, conversation)
    if reader.role == "employee" or reader.may("hold"):
        return Allowed()
    return _not_side


def can_see_document(user: Any, conversation: Conversation) -> Decision:
    """Take the signed conversation as a PDF."""
    reader = _as_reader(user, conversation)
    if not reader.sees_agreed(sensitive=False):
        return _not_side
    if conversation.state != State.LOCKED:
        return Denied(_("The document is ready when both have signed."))
    return Allowed()


def can_settle_left(user: Any, conversation: Conversation) -> Decision:
    """Share or delete one's own preparation that was left unshared."""
    person = person_of(user)
    if person is None or not (
        Preparation.objects.waiting().filter(conversation=conversation, author=person).exists()
    ):
        return Denied(_("You have no unshared text here."), right=True)
    return Allowed()


def can_open_round(user: Any) -> Decision:
    """Open the year's conversations for the whole city (requirement 48: HR)."""
    if not is_hr(user):
        return Denied(_("Only HR services can open the year's conversations."), right=True)
    return Allowed()


def can_see_team(user: Any) -> Decision:
    """One's own team: for those who lead people today, and for their deputies."""
    person, day = person_of(user), clock.today()
    if person is not None and (
        leads_people(person, day)
        or Deputy.objects.on(day).filter(any_deputy_right(), deputy=person).exists()
    ):
        return Allowed()
    return Denied(_("This page is for those who lead people, and for their deputies."), right=True)


def can_see_overview(user: Any) -> Decision:
    """That conversations exist: HR the whole city's, a director those of one's own line."""
    person = person_of(user)
    if person is not None and (is_hr(user) or directs(person, clock.today())):
        return Allowed()
    return Denied(_("This page is for HR services and directors."), right=True)


# Who will see this text, in words


def audience(conversation: Conversation, layer: str, *, sensitive: bool = False) -> str:
    """The sentence beside a field: who will see the text. It asks the rules above for everybody who
    could be a reader today, and says what a new supervisor would see."""
    names = _others(conversation, layer, sensitive)
    if layer == Layer.AGREED:
        names.insert(0, conversation.employment.person.first_name)
    if layer == Layer.AGREED and sensitive:
        return gettext(
            "This is seen only by {names}: not by a later supervisor, HR or directors."
        ).format(names=_join(names))
    if layer == Layer.AGREED:
        return gettext(
            "This is seen by {names}, and later by whoever is then the supervisor. HR and "
            "directors do not see the texts."
        ).format(names=_join(names))
    return ngettext(
        "Only you see this until you share your preparation. Then {names} sees it too. HR and "
        "directors do not see the texts.",
        "Only you see this until you share your preparation. Then {names} see it too. HR and "
        "directors do not see the texts.",
        len(names) or 1,
    ).format(names=_join(names) or gettext("the other side"))


def _join(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return (
        gettext("{first} and {last}").format(first=", ".join(first), last=last) if first else last
    )


def _others(conversation: Conversation, layer: str, sensitive: bool) -> list[str]:
    """First names of today's readers of the layer on the supervisor's side; for the supervisor's
    own preparation: the employee."""
    if layer == Layer.SUPERVISOR:
        return [conversation.employment.person.first_name]
    line = (
        ReportingLine.objects.on(clock.today())
        .filter(employment=conversation.employment)
        .select_related("supervisor")
        .first()
    )
    if line is None:
        return []
    readers = [Reader(conversation, line.supervisor, "supervisor")]
    for row in (
        Deputy.objects.on(clock.today())
        .filter(any_deputy_right(), supervisor=line.supervisor)
        .select_related("deputy")
    ):
        readers.append(Reader(conversation, row.deputy, "deputy", _rights(row), line.supervisor))
    if layer == Layer.AGREED:
        seen = [r for r in readers if r.sees_agreed(sensitive=sensitive)]
    else:
        seen = [r for r in readers if r.sees_preparation(sensitive=sensitive)]
    return [str(r.person and r.person.first_name) for r in seen]
