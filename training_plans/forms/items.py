"""The form of an action, and of a plan's texts."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competencies.frameworks.selectors import rated
from competencies.models import Audience, Competence, Framework, LearningWay, Share
from competencies.selectors import catalogue_for
from conversations.models import DevelopmentNeed
from core import clock
from core.look import formats
from training_plans.models import Plan, PlanItem
from training_plans.services import ItemData


class NumberField(forms.Field):
    """A number as people write it: 1 800,50 or 1800.50, with a euro sign or without."""

    widget = forms.TextInput

    def __init__(self, *, decimals: int, largest: Decimal, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals, self.largest = decimals, largest
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        text = re.sub(r"[\s\u00a0\u202f€']", "", str(value)).replace("\N{MINUS SIGN}", "-")
        if not text:
            return None
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
            raise ValidationError(_("Write thousands without a full stop, for example 1 800."))
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Write a number, for example 1 800,50.")) from None
        if not number.is_finite():
            raise ValidationError(_("Write a number, for example 1 800,50."))
        if number < 0:
            raise ValidationError(_("The number cannot be negative."))
        if number > self.largest:
            raise ValidationError(
                _("The number is at most %(largest)s."),
                params={"largest": formats.number(self.largest)},
            )
        rounded = number.quantize(Decimal(1).scaleb(-self.decimals))
        if rounded != number:
            raise ValidationError(
                _("Use at most %(decimals)s decimals."), params={"decimals": self.decimals}
            )
        return rounded

    def prepare_value(self, value: Any) -> Any:
        return formats.number(value) if isinstance(value, Decimal | int) else value


def _named(need: DevelopmentNeed) -> str:
    """The need with whose it is: the supervisor alone sees the form with needs."""
    conversation = need.conversation
    return f"{need.topic} ({conversation.employment.person})" if conversation else need.topic


def way_choices() -> list[Any]:
    """The newest catalogue's ways (requirements 15-18), grouped by share."""
    catalogue = catalogue_for(clock.today().year)
    groups: dict[int, list[tuple[str, str]]] = {}
    for way in LearningWay.objects.filter(catalogue=catalogue):
        groups.setdefault(way.share, []).append((str(way.uuid), str(way.name)))
    return [("", "")] + [(f"{s} {Share(s).label}", rows) for s, rows in groups.items()]


def competence_choices() -> list[Any]:
    """The newest published frameworks' competences, grouped by whom they concern."""
    groups: list[Any] = [("", _("No competence in particular"))]
    newest: dict[tuple[str, str], Framework] = {}
    rows = Framework.objects.published().prefetch_related("competences")
    for framework in rows.order_by("-year", "pk"):
        newest.setdefault((framework.audience, framework.key), framework)
    order = list(Audience.values)
    for framework in sorted(newest.values(), key=lambda f: (order.index(f.audience), f.title)):
        options = [(str(c.uuid), str(c.name)) for c in rated(framework.competences.all())]
        if options:
            groups.append((framework.title, options))
    return groups


def newest_competence(uuid: UUID) -> Competence | None:
    """The competence as the newest published version words it."""
    asked = Competence.objects.filter(uuid=uuid).values_list("key", flat=True).first()
    if asked is None:
        return None
    return (
        Competence.objects.filter(key=asked, framework__state=Framework.State.PUBLISHED)
        .order_by("-framework__year")
        .first()
    )


class ItemForm(forms.Form):
    """An action of a plan. Errors say what to do; what was typed stays."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topic = forms.CharField(
        label=_("What is learned"),
        max_length=200,
        error_messages={"required": _("Write what is learned.")},
    )
    target_group = forms.CharField(
        label=pgettext_lazy("form", "For whom"),
        max_length=200,
        help_text=_("A group, for example “cleaners” or “everybody in the team”. Not a person."),
        error_messages={"required": _("Write for whom: a group, not a person.")},
    )
    way = forms.ChoiceField(
        label=_("Way of learning"),
        help_text=_("First what can be learned at work and together; training where it is needed."),
        error_messages={"required": _("Choose a way of learning.")},
    )
    competence = forms.ChoiceField(label=_("Competence"), required=False)
    focus = forms.CharField(
        label=_("Focus area"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "focuses", "autocomplete": "off"}),
        help_text=_("Actions of one focus area stand together in the plan."),
    )
    estimated_people = forms.IntegerField(
        label=_("Estimated people"), required=False, min_value=1, max_value=100_000
    )
    days = NumberField(label=_("Days per person"), required=False, decimals=1, largest=Decimal(999))
    cost = NumberField(
        label=_("Cost, €"),
        required=False,
        decimals=2,
        largest=Decimal(10_000_000),
        help_text=_("For all together. 0 if it costs nothing. Empty if you do not know yet."),
    )
    starts_month = forms.TypedChoiceField(label=_("From month"), coerce=int, initial=1)
    ends_month = forms.TypedChoiceField(label=_("To month"), coerce=int, initial=12)
    responsible = forms.CharField(
        label=_("Responsible role or unit"),
        max_length=120,
        help_text=_("For example “supervisor” or “HR services”. Not a name."),
        error_messages={"required": _("Write which role or unit is responsible.")},
    )
    needs = forms.MultipleChoiceField(
        label=_("Which of the team's needs this answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only you see this link. It does not go into the plan."),
    )

    def __init__(
        self,
        *args: Any,
        item: PlanItem | None = None,
        needs: Sequence[DevelopmentNeed] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = _with_old(way_choices(), item and item.way)  # type: ignore[attr-defined]
        self.fields["competence"].choices = _with_old(  # type: ignore[attr-defined]
            competence_choices(), item and item.competence
        )
        months = [(number, name) for number, name in MONTHS.items()]
        self.fields["starts_month"].choices = months  # type: ignore[attr-defined]
        self.fields["ends_month"].choices = months  # type: ignore[attr-defined]
        self.team_needs = {str(need.uuid): need for need in needs or ()}
        if needs:
            named = [(key, _named(need)) for key, need in self.team_needs.items()]
            self.fields["needs"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["needs"]

    def clean_way(self) -> LearningWay:
        way = LearningWay.objects.filter(uuid=self.cleaned_data["way"]).first()
        if way is None:
            raise ValidationError(_("Choose a way of learning."))
        return way

    def clean_competence(self) -> Competence | None:
        value = self.cleaned_data["competence"]
        return Competence.objects.filter(uuid=value).first() if value else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_month"), data.get("ends_month")
        if first and last and last < first:
            self.add_error("ends_month", _("The last month cannot be before the first."))
        return data

    def item_data(self) -> ItemData:
        data = self.cleaned_data
        return ItemData(
            **{
                name: data[name]
                for name in (
                    "topic", "target_group", "way", "responsible", "focus", "competence",
                    "estimated_people", "days", "cost", "starts_month", "ends_month",
                )
            }
        )  # fmt: skip

    def chosen_needs(self) -> list[DevelopmentNeed] | None:
        if "needs" not in self.fields:
            return None
        return [self.team_needs[key] for key in self.cleaned_data["needs"]]

    @staticmethod
    def initial_of(item: PlanItem) -> dict[str, Any]:
        return {
            "version": item.version,
            "topic": item.topic,
            "target_group": item.target_group,
            "way": str(item.way.uuid),
            "competence": str(item.competence.uuid) if item.competence else "",
            "focus": item.focus,
            "estimated_people": item.estimated_people,
            "days": item.days,
            "cost": item.cost,
            "starts_month": item.starts_month,
            "ends_month": item.ends_month,
            "responsible": item.responsible,
        }


def _with_old(choices: list[Any], old: Any) -> list[Any]:
    """The present choices, and the old one when it is of an earlier year."""
    if old is None:
        return choices
    known = {key for _label, rows in choices if isinstance(rows, list) for key, _name in rows}
    return choices if str(old.uuid) in known else [*choices, (str(old.uuid), str(old.name))]


class TextsForm(forms.Form):
    """What the plan rests on and how it is followed up (requirement 28, 449/2007 4 a §)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    starting_points = forms.CharField(
        label=_("Starting points and focus areas"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the plan rests on and what the year's focus is."),
    )
    competence_estimate = forms.CharField(
        label=_("Estimate of competence"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the personnel can do now, how the requirements change, and why."),
    )
    follow_up = forms.CharField(
        label=_("Follow-up"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who follows how the plan is carried out, and when."),
    )

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        return {
            "version": plan.text_version,
            "starting_points": plan.starting_points,
            "competence_estimate": plan.competence_estimate,
            "follow_up": plan.follow_up,
        }

    def texts(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[name]
            for name in ("starting_points", "competence_estimate", "follow_up")
        }
