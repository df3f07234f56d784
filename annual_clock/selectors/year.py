"""The year for one reader: what the clock page, the home page's small clock and tests read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from annual_clock import defaults, wheel
from annual_clock.milestones import Status, Told, told
from annual_clock.models import Milestone, Ring, Variant, Window
from annual_clock.selectors.reader import Place, audience, place_of
from core.look.formats import DASH, fin_date, numbers
from core.policies import Words
from organization.models import GroupYears, Person

STATUS_WORDS: dict[str, Words] = {
    "turn": gettext_lazy("Your turn"),
    "late": gettext_lazy("Late"),
    "open": pgettext_lazy("milestone", "Going on"),
    "next": pgettext_lazy("milestone", "Next"),
    "done": pgettext_lazy("milestone", "Done"),
    "other": pgettext_lazy("milestone", "Somebody else's turn"),
    "over": pgettext_lazy("milestone", "Time is over"),
    "coming": pgettext_lazy("milestone", "Coming"),
}
# The page's marks have six shapes; two statuses share one and differ in words.
SHAPES = {"open": "next", "over": "coming"}


@dataclass(frozen=True)
class Entry:
    """A milestone as its reader sees it."""

    number: int
    milestone: Milestone
    status: Status
    when: Words
    whose: Words
    url: str
    concerns: bool

    @property
    def anchor(self) -> str:
        return f"v{self.number}"

    @property
    def words(self) -> Words:
        return STATUS_WORDS[self.status]

    @property
    def shape(self) -> str:
        return SHAPES.get(self.status, self.status)


@dataclass(frozen=True)
class WindowPart:
    """A window with its milestones. `state` says in words where it stands."""

    window: Window
    state: Words
    entries: Sequence[Entry]


@dataclass(frozen=True)
class ClockYear:
    """Everything the page draws; the wheel and the list from the same entries."""

    year: int
    today: date
    variant: str
    own_variant: str
    parts: Sequence[WindowPart]
    rings: Sequence[Words]
    key: Sequence[tuple[str, Words]]
    wide: wheel.Wheel
    narrow: wheel.Wheel

    @property
    def entries(self) -> list[Entry]:
        return [entry for part in self.parts for entry in part.entries]

    @property
    def year_text(self) -> str:
        """A year is no number to be grouped by thousands."""
        return str(self.year)

    @property
    def is_present(self) -> bool:
        return self.year == self.today.year

    @property
    def last_talks(self) -> date:
        """A2: until when unfinished talks may be held."""
        return date(self.year, *defaults.LAST_TALKS)


@dataclass(frozen=True)
class SmallClock:
    """The home page's clock: what goes on now for the reader and what comes next."""

    wheel: wheel.Mini
    window: Window | None
    now: Entry | None
    next: Entry | None
    today: date

    @property
    def next_words(self) -> str:
        """The year's next step in one line, or nothing."""
        if self.next is None:
            return ""
        parts = [str(self.next.milestone.title), str(self.next.when)]
        return _("Next in the year: {step}").format(step=", ".join(p for p in parts if p))


def windows_of(year: int) -> list[Window]:
    """The year's windows; the model's own until they have been written."""
    return list(Window.objects.filter(year=year)) or defaults.windows(year)


def milestones_of(year: int, variant: str) -> list[Milestone]:
    """The year's milestones of one clock; the model's own until they have been written."""
    stored = list(Milestone.objects.filter(year=year)) or defaults.milestones(year)
    return [m for m in stored if m.variant in (Variant.BOTH, variant)]


def milestone_of(year: int, kind: str, variant: str = Variant.GENERAL) -> Milestone | None:
    """One milestone by its kind: for default dates of rounds, plans and obligations."""
    return next((m for m in milestones_of(year, variant) if m.kind == kind), None)


def clock_year(
    person: Person | None, year: int, today: date, variant: str | None = None
) -> ClockYear:
    """The year for `person`; `variant` None: the clock of their own unit."""
    place = place_of(person, today)
    variant = variant or place.variant
    windows = windows_of(year)
    entries = _entries(person, place, year, variant, today, windows)
    rings = [r for r in Ring if r != Ring.LEADERS or variant == Variant.EDUCATION]
    shared: dict[str, Any] = {
        "spans": _spans(windows, today),
        "items": [_item(e, rings) for e in entries],
        "ring_names": [capfirst(r.label) for r in rings],
        "today": today if today.year == year else None,
    }
    return ClockYear(
        year=year,
        today=today,
        variant=variant,
        own_variant=place.variant,
        parts=_parts(windows, entries, today),
        rings=[r.label for r in rings],
        key=[
            (SHAPES.get(status, status), words)
            for status, words in STATUS_WORDS.items()
            if any(e.status == status for e in entries)
        ],
        wide=wheel.draw(**shared, month_names=_month_names()),
        narrow=wheel.draw(**shared, month_names=_initials(), wide=False),
    )


def small_clock(person: Person | None, today: date) -> SmallClock:
    place = place_of(person, today)
    windows = windows_of(today.year)
    entries = _entries(person, place, today.year, place.variant, today, windows)
    mine = [e for e in entries if e.concerns]
    spans = _spans(windows, today)
    rings = list(Ring)
    return SmallClock(
        wheel=wheel.draw_mini(
            spans=spans,
            items=[_item(e, rings) for e in mine],
            month_names=_initials(),
            today=today,
        ),
        window=next((w for w in windows if w.starts_on <= today <= w.ends_on), None),
        now=next((e for e in mine if e.status in ("turn", "late", "open", "other")), None),
        next=next((e for e in mine if e.status == "next"), None),
        today=today,
    )


def _entries(
    person: Person | None,
    place: Place,
    year: int,
    variant: str,
    today: date,
    windows: Sequence[Window],
) -> list[Entry]:
    milestones = _in_order(milestones_of(year, variant), windows)
    concerned = audience(person, today) if person else frozenset()
    own_alternates = variant == place.variant == Variant.EDUCATION
    if own_alternates:
        group = place.talks_as_group(year)
        left_out = defaults.DEVELOPMENT_CONVERSATIONS if group else defaults.TEAM_CONVERSATIONS
        milestones = [m for m in milestones if m.kind != left_out]
    known = [told(person, m, today) for m in milestones]
    following = _next(milestones, known, concerned)
    return [
        Entry(
            number=number,
            milestone=m,
            status="next" if number == following else t.status,
            when=t.when or _when(m, t.status),
            whose=t.whose or (_alternate(place, year) if own_alternates else "")
            if m.kind in defaults.ALTERNATIVES
            else t.whose,
            url=t.url,
            concerns=m.kind in concerned,
        )
        for number, (m, t) in enumerate(zip(milestones, known, strict=True), start=1)
    ]


def _in_order(milestones: list[Milestone], windows: Sequence[Window]) -> list[Milestone]:
    def place(milestone: Milestone) -> int:
        return _part_of(milestone, windows)

    return sorted(milestones, key=lambda m: (place(m), m.order))


def _part_of(milestone: Milestone, windows: Sequence[Window]) -> int:
    """The window in which it begins; what begins between windows belongs to the one before."""
    begun = [n for n, w in enumerate(windows) if w.starts_on <= milestone.starts_on]
    return begun[-1] if begun else 0


def _next(milestones: list[Milestone], known: list[Told], concerned: frozenset[str]) -> int | None:
    """The number of what comes next for this reader, or for anybody."""
    coming = [
        (m.kind not in concerned, m.starts_on, number)
        for number, (m, t) in enumerate(zip(milestones, known, strict=True), start=1)
        if t.status == "coming"
    ]
    already = any(t.status == "next" for t in known)
    return min(coming)[2] if coming and not already else None


def _when(milestone: Milestone, status: str) -> str:
    first, last = milestone.starts_on, milestone.due_on
    if status == "over":
        return _("until {day}").format(day=numbers(last))
    if status == "late":
        return _("due {day}").format(day=numbers(last))
    if status in ("coming", "next"):
        return f"{numbers(first)}{DASH}{numbers(last)}"
    return pgettext("clock", "by {day}").format(day=numbers(last)) if status != "done" else ""


def _alternate(place: Place, year: int) -> str:
    """Requirement 23: this year one way, next year the other."""
    if place.group_years == GroupYears.NEVER:
        return ""
    if place.talks_as_group(year):
        return _("This year as a group. Your own conversation is in {year}.").format(year=year + 1)
    return _("This year one by one. The group conversation is in {year}.").format(year=year + 1)


def _parts(windows: Sequence[Window], entries: Sequence[Entry], today: date) -> list[WindowPart]:
    return [
        WindowPart(
            window,
            _window_state(window, today),
            [e for e in entries if _part_of(e.milestone, windows) == number],
        )
        for number, window in enumerate(windows)
    ]


def _window_state(window: Window, today: date) -> str:
    if today < window.starts_on:
        return _("begins {day}").format(day=_day(window.starts_on, today))
    if today > window.ends_on:
        return _("ended {day}").format(day=_day(window.ends_on, today))
    return _("going on now")


def _day(day: date, today: date) -> str:
    return numbers(day) if day.year == today.year else fin_date(day, "short")


def _spans(windows: Sequence[Window], today: date) -> list[wheel.Span]:
    return [
        wheel.Span(w.name, w.starts_on, w.ends_on, w.starts_on <= today <= w.ends_on)
        for w in windows
    ]


def _item(entry: Entry, rings: Sequence[Ring]) -> wheel.Item:
    ring = Ring(entry.milestone.ring)
    return wheel.Item(
        number=entry.number,
        ring=rings.index(ring) if ring in rings else len(rings) - 1,
        starts=entry.milestone.starts_on,
        ends=entry.milestone.due_on,
        status=entry.status,
        label=f"{entry.number} {entry.milestone.title}, {ring.label}, {str(entry.words).lower()}",
        short=entry.milestone.short_title,
        url=f"#{entry.anchor}",
    )


def _month_names() -> list[str]:
    return [
        pgettext("month, short", "Jan"),
        pgettext("month, short", "Feb"),
        pgettext("month, short", "Mar"),
        pgettext("month, short", "Apr"),
        pgettext("month, short", "May"),
        pgettext("month, short", "Jun"),
        pgettext("month, short", "Jul"),
        pgettext("month, short", "Aug"),
        pgettext("month, short", "Sep"),
        pgettext("month, short", "Oct"),
        pgettext("month, short", "Nov"),
        pgettext("month, short", "Dec"),
    ]


def _initials() -> list[str]:
    return [name[0].upper() for name in _month_names()]
