"""What the page of living components shows: every part once, with invented people.

Developers look here first; axe checks the page in every language.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.disclosure import Published, Suppressed
from core.look import colours
from core.look.parts import (
    Cell,
    Column,
    Level,
    Matrix,
    MatrixRow,
    RailGroup,
    RailItem,
    RatingRow,
    Step,
    TodoItem,
    WayShare,
)
from core.models import Work
from core.policies import Allowed, Denied

MEETING = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
LEVELS = (
    Level(1, _("learns about the subject with guidance")),
    Level(2, _("knows the basics and needs support")),
    Level(3, _("works independently in familiar situations")),
    Level(4, _("applies it to new situations and advises others")),
    Level(5, _("develops ways of working for the whole unit")),
)
SHOWN_COLOURS = (
    ("birch", pgettext_lazy("colour", "page")),
    ("paper", _("what one reads and writes on")),
    ("ink", pgettext_lazy("colour", "text")),
    ("ink-2", _("secondary text")),
    ("lake-800", _("header, done")),
    ("lake-700", _("button, link")),
    ("lake-300", _("level 3")),
    ("lake-200", _("level 2")),
    ("lake-100", pgettext_lazy("colour", "notice")),
    ("turn", _("only: your turn")),
    ("late", _("error, late")),
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    goal = forms.CharField(label=pgettext_lazy("example", "Goal"))
    ready = forms.DateField(
        label=_("Ready by"), help_text=_("For example 30.9.2026"), input_formats=["%d.%m.%Y"]
    )
    way = forms.ChoiceField(
        label=_("How you learn"),
        choices=[
            ("", pgettext_lazy("select", "Choose")),
            ("70", _("70 By working")),
            ("20", _("20 Together with others")),
            ("10", _("10 In training")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Whom it concerns"),
        widget=forms.RadioSelect,
        choices=[("me", _("Only me")), ("team", _("The whole team"))],
    )
    months = forms.MultipleChoiceField(
        label=pgettext_lazy("example", "When"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("spring", _("In spring")), ("autumn", _("In autumn"))],
    )
    cost = forms.DecimalField(label=_("Estimated cost"), required=False)
    note = forms.CharField(label=_("More about it"), required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label=_("We have talked about this together"))


class ExampleFilter(forms.Form):
    q = forms.CharField(label=_("Name contains"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("example", "Stage"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter", "All")),
            ("open", pgettext_lazy("example", "Open")),
            ("done", pgettext_lazy("example", "Done")),
        ],
    )


def context(request: HttpRequest) -> dict[str, Any]:
    bad = ExampleForm({"goal": _("I learn to edit the cleaning plan"), "ready": "31.9.2026"})
    row = RatingRow(
        name="rating-open",
        title=_("Thinking and problem solving"),
        levels=LEVELS,
        value=3,
        own=3,
        supervisor=3,
        target=4,
        last=3,
        last_year=2025,
        value_name=pgettext_lazy("rating", "Agreed"),
        note=_("All ratings are on the same level."),
    )
    return {
        "colours": [(name, colours.by_token()[name], words) for name, words in SHOWN_COLOURS],
        "money": [Decimal(1111), Decimal(13150), Decimal("208947.50")],
        "meeting": MEETING,
        "day": date(2026, 2, 9),
        "clock_time": time(14, 32),
        "allowed": Allowed(),
        "denied": Denied(_("You can sign when the conversation has been marked as held.")),
        "statuses": [
            ("turn", _("Your turn")),
            ("other", _("Mervi's turn")),
            ("next", pgettext_lazy("status", "Next")),
            ("done", pgettext_lazy("status", "Done")),
            ("late", pgettext_lazy("status", "Late")),
            ("coming", pgettext_lazy("status", "To come")),
        ],
        "ways": [
            (70, _("Learning by working")),
            (20, _("Learning together")),
            (10, pgettext_lazy("way of learning", "Training")),
        ],
        "todo": [
            TodoItem(
                title=_("Prepare for the development conversation"),
                url="#todo",
                action=_("Continue preparing"),
                due=MEETING,
                text=_("You talk with Mervi Aaltonen at the city hall."),
                minutes=20,
                notes=[_("2 themes of 4 answered")],
            ),
            TodoItem(
                title=_("Rate your own competence"),
                url="#todo",
                action=_("Rate your competence"),
                due=date(2026, 2, 13),
                minutes=10,
            ),
            TodoItem(
                title=_("Tell how the goal is going"),
                url="#todo",
                action=_("Update the goal"),
                due=date(2026, 1, 30),
                minutes=3,
                late=True,
            ),
        ],
        "steps": [
            Step("done", _("Preparation"), _("shared 11.2.")),
            Step("done", _("Conversation"), _("held 13.2.")),
            Step("other", _("Mervi signs"), _("Mervi's turn, by 20.2.")),
            Step("next", _("You sign"), _("within 14 days")),
            Step("coming", pgettext_lazy("status", "Done")),
        ],
        "steps_now": [
            Step("done", _("Preparation"), _("shared 11.2.")),
            Step("now", _("Conversation"), _("Your turn: go through the themes together")),
            Step("next", _("Signatures")),
        ],
        "rail": [
            RailGroup(
                _("Conversation"),
                [
                    RailItem(_("The past working year"), "#rail", "done", _("Handled")),
                    RailItem(_("Wellbeing and coping at work"), "#rail", "done", _("Handled")),
                    RailItem(
                        _("Professional development"), "#rail", "next", _("Open now"), current=True
                    ),
                    RailItem(_("Other matters"), "#rail", "coming", _("Not yet handled")),
                ],
            ),
            RailGroup(_("Goals"), [RailItem(_("Goals of 2026"), "#rail", "next", _("2 agreed"))]),
        ],
        "rating": row,
        "rating_locked": replace(
            row,
            name="rating-locked",
            title=_("Leading oneself"),
            value=4,
            own=4,
            target=3,
            last=2,
            locked=True,
            note=_("Signed on 20.2.2026; cannot be changed."),
        ),
        "matrix": Matrix(
            caption=_("Agreed ratings of the team"),
            columns=[
                Column(_("Leading oneself"), "ITS"),
                Column(_("Technology and digital skills"), "TEK"),
                Column(_("Professional competence"), "AMM"),
            ],
            rows=[
                MatrixRow("Tiina Rautio", [Cell(3, 3), Cell(2, 3), Cell(5, 4)], url="#matrix"),
                MatrixRow("Pasi Kettunen", [Cell(4, 3), Cell(1, 3), Cell(None, 4)]),
            ],
            targets=[3, 3, 4],
            levels=LEVELS,
        ),
        "shares": [
            WayShare(70, _("Learning by working"), 6, Decimal(5700)),
            WayShare(20, _("Learning together"), 3, Decimal(1250)),
            WayShare(10, pgettext_lazy("way of learning", "Training"), 1, Decimal(6200)),
        ],
        "works": [
            (_("The document is being drawn"), _work(1, Work.State.OWED, 18)),
            (_("The document is ready"), _work(2, Work.State.DONE, 40)),
            (_("The document was not drawn"), _work(3, Work.State.FAILED, 0)),
        ],
        "good_form": ExampleForm(prefix="ok"),
        "bad_form": bad,
        "filter_form": ExampleFilter(request.GET or None, auto_id="filter_%s"),
        "page": Paginator(range(95), 20).get_page(request.GET.get("page", 2)),
        "figures": [
            Published(42),
            Suppressed(_("Not shown (fewer than five people)")),
        ],
        "clashes": [
            (
                _("What we agreed"),
                _("Tiina inducts new employees from 1.3."),
                _("Tiina inducts new employees at the school."),
            )
        ],
    }


def _work(number: int, state: str, done: int) -> Work:
    return Work(uuid=UUID(int=number), state=state, done_units=done, total_units=40)
