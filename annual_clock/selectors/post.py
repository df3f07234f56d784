"""Letters and jobs that wait for a person's decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from annual_clock.querysets import letters_visible_to, work_visible_to
from core.mail import SEND, UNDECIDED, kind_name
from core.models import Letter, Work
from core.policies import Words
from core.work import kind_name as kind_of_work
from organization.models import Person


def undecided_letters(user: Any) -> QuerySet[Letter]:
    """Unknown or not sent, newest first, without what they say."""
    return (
        letters_visible_to(user)
        .filter(state__in=UNDECIDED)
        .defer("text", "html", "calendar", "subject")
        .order_by("-written_at", "-pk")
    )


def failed_work(user: Any) -> QuerySet[Work]:
    """Jobs that were given up. A letter's job shows as its letter."""
    return (
        work_visible_to(user)
        .filter(state=Work.State.FAILED)
        .exclude(kind=SEND)
        .order_by("-finished_at", "-pk")
    )


@dataclass(frozen=True)
class LetterRow:
    """One letter as the page shows it."""

    row: Letter
    name: str
    kind: Words
    shape: str
    delivered_url: str
    again_url: str

    @property
    def words(self) -> str:
        return capfirst(self.row.get_state_display())

    @property
    def hidden(self) -> str:
        """What screen readers add to the row's buttons."""
        return f"{self.name or self.row.to}, {self.kind}"


@dataclass(frozen=True)
class JobRow:
    """One job as the page shows it."""

    row: Work
    name: Words
    retry_url: str


def job_rows(jobs: Iterable[Work]) -> list[JobRow]:
    return [
        JobRow(job, kind_of_work(job.kind), reverse("annual_clock:retry_work", args=[job.uuid]))
        for job in jobs
    ]


def letter_rows(letters: Iterable[Letter]) -> list[LetterRow]:
    """With names; letters know their recipients only by public id. One query."""
    letters = list(letters)
    ids = {letter.recipient for letter in letters}
    # Letters about signing in are written to the account, the others to the person.
    people = Person.objects.filter(Q(uuid__in=ids) | Q(user__uuid__in=ids)).select_related("user")
    names = {key: str(p) for p in people for key in (p.uuid, p.user and p.user.uuid)}
    return [
        LetterRow(
            row=letter,
            name=names.get(letter.recipient, ""),
            kind=kind_name(letter.kind),
            shape="late" if letter.state == Letter.State.FAILED else "other",
            delivered_url=reverse("annual_clock:mark_delivered", args=[letter.uuid]),
            again_url=reverse("annual_clock:send_again", args=[letter.uuid]),
        )
        for letter in letters
    ]
