"""Tags and filters of every page (template builtins; no `{% load %}` needed).

Marks        {% icon "check2" %}  {% status "turn" words %}  {% way 70 %}  {% mark %}
Forms        {% field form.name %}  {% errors form formset %}  {% act decision label url=... %}
Whole parts  {% crumbs url label here %}  {% bridge steps %}  {% turn words %}  {% wait words %}
             {% todo items %}  {% rail groups label summary %}  {% rating row %}  {% matrix table %}
             {% cell level %}  {% way_chart shares %}  {% work_progress work %}  {% pages page %}
             {% sort "name" label %}  {% figure value %}

Dates and numbers are written by the filters of core/templatetags/writing.py. Each part is drawn by
templates/components/<tag>.html and shown on /komponentit/; their data are the dataclasses of
core/look/parts.py.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.disclosure import Figure, Published
from core.look import charts, colours, formats
from core.look.parts import Cell, Matrix, RailGroup, RatingRow, Step, TodoItem, WayShare
from core.models import Work
from core.policies import Decision

register = template.Library()

STATUS = {
    "turn": ("st-turn", "diamond-fill"),
    "done": ("st-done", "check-circle-fill"),
    "late": ("st-late", "triangle-fill"),
    "other": ("", "hourglass-split"),
    "next": ("st-open", "record-circle"),
    "coming": ("", "circle"),
}


def _draw(name: str, data: dict[str, Any]) -> SafeString:
    # Without the request: context processors need not run again for each part of a page.
    return render_to_string(f"components/{name}.html", data)


# ---------- Marks ----------


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative sign; a word always stands beside it."""
    return format_html('<span class="bi bi-{} i" aria-hidden="true"></span>', name)


@register.simple_tag
def status(kind: str, words: Any) -> SafeString:
    """Shape + word; kinds: turn, done, late, other, next, coming."""
    css, sign = STATUS[kind]
    return format_html(
        '<span class="st {}"><span class="bi bi-{}" aria-hidden="true"></span>{}</span>',
        css,
        sign,
        words,
    )


@register.simple_tag
def way(number: int, label: Any = "") -> SafeString:
    """The badge of a way of learning: 70, 20 or 10, and its name beside it when given."""
    return format_html(
        '<span class="way way-{}">{}</span>{}', number, number, label and f" {label}"
    )


@register.simple_tag
def colour(name: str) -> str:
    """The hex of a token for SVG attributes: {% colour "lake-800" %}."""
    return colours.by_token()[name]


@register.simple_tag
def mark() -> SafeString:
    return render_to_string("components/mark.html")


# ---------- Forms ----------


@register.simple_tag
def field(
    bound: BoundField,
    label: Any = None,
    help: Any = None,
    rows: int | None = None,
    unit: Any = "",
    optional: bool | None = None,
    css: str = "",
) -> SafeString:
    """A form field with label, help and errors, tied together for screen readers.

    `optional=False` leaves out the word that an unrequired field otherwise carries.
    """
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    kind = "input"
    if isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "choices"
    elif isinstance(widget, forms.MultiWidget):
        kind = "group"
    elif isinstance(widget, forms.Select):
        kind = "select"
    base = bound.auto_id or bound.html_name
    help_text = help if help is not None else bound.help_text
    described = [f"{base}-help"] if help_text else []
    if bound.errors:
        described.append(f"{base}-error")
    attrs: dict[str, Any] = {}
    if kind != "choices":
        attrs["class"] = {
            "select": "form-select",
            "checkbox": "",
        }.get(kind, "form-control")
        if described:
            attrs["aria-describedby"] = " ".join(described)
    if bound.errors and kind != "choices":
        attrs["aria-invalid"] = "true"
    if rows:
        attrs["rows"] = rows
    old = widget.attrs.get("class", "")
    if old and attrs.get("class"):
        attrs["class"] = f"{attrs['class']} {old}"
    shown_optional = (
        not bound.field.required and kind != "checkbox" if optional is None else optional
    )
    data = {
        "field": bound,
        "kind": kind,
        "messages": _messages(bound),
        "id": base,
        "label": label if label is not None else bound.label,
        "help": help_text,
        "unit": unit,
        "optional": shown_optional,
        "described": " ".join(described),
        "widget": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "css": css,
    }
    return _draw("field", data)


def _messages(bound: BoundField) -> list[str]:
    """The field's errors; Django's bare "required" in words that say what to do."""
    found = []
    for error in bound.errors.as_data() if isinstance(bound.errors, ErrorList) else []:
        plain = (
            error.code == "required"
            and error.message == forms.Field.default_error_messages["required"]
        )
        found += [_("Fill in: {field}").format(field=bound.label)] if plain else error.messages
    return [str(message) for message in found]


def _error_links(form: Any) -> list[tuple[str, Any]]:
    if isinstance(form, forms.BaseFormSet):
        links = [("", e) for e in form.non_form_errors()]
        for each in form.forms:
            links += _error_links(each)
        return links
    links = [("", e) for e in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            target = bound.auto_id or bound.html_name
            if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                target = f"{target}_0"
            links += [(f"#{target}", message) for message in _messages(bound)]
    return links


@register.simple_tag
def errors(*bound_forms: Any) -> SafeString:
    """The summary above a form: every error as a link to its field. Takes forms and formsets."""
    links = [link for form in bound_forms if form is not None for link in _error_links(form)]
    return _draw("errors", {"links": links}) if links else SafeString("")


@register.simple_tag(takes_context=True)
def act(
    context: Context,
    decision: Decision | bool,
    label: Any,
    url: str = "",
    method: str = "post",
    style: str = "quiet",
    name: str = "",
    value: Any = "1",
    form: str = "",
    hidden: str = "",
    icon: str = "",
    **fields: Any,
) -> SafeString:
    """A button that works when the policy allows it, and otherwise says why beside itself.

    With `url` a form of its own (method post) or a link (method get); without it a submit button
    of the form around it, or of the form whose id is `form`. Other keywords become hidden fields.
    `hidden` is text only screen readers get ("Anna Laine"), for buttons repeated in a list.
    `style`: primary, quiet, late.
    """
    data = {
        "allowed": bool(decision),
        "reason": getattr(decision, "reason", ""),
        "label": label,
        "url": url,
        "method": method,
        "style": style,
        "name": name,
        "value": value,
        "form": form,
        "hidden": hidden,
        "icon": icon,
        "fields": fields,
        "why_id": f"why-{uuid4().hex[:8]}",
        "csrf_token": context.get("csrf_token"),
    }
    return _draw("act", data)


# ---------- Whole parts ----------


@register.simple_tag
def crumbs(*parts: Any) -> SafeString:
    """The path to this page: {% crumbs url label url label here %}; in the block "crumbs"."""
    *pairs, here = parts
    links = list(zip(pairs[::2], pairs[1::2], strict=True))
    return _draw("crumbs", {"links": links, "here": here})


@register.simple_tag
def bridge(steps: Sequence[Step], upright: bool = False) -> SafeString:
    """The way of a document, span by span; flat from 992 px unless `upright`."""
    return _draw("bridge", {"steps": steps, "upright": upright})


@register.simple_tag
def turn(words: Any, url: str = "", label: Any = "", primary: bool = False) -> SafeString:
    """The box "Your turn: ..." with at most one button."""
    return _draw("turn", {"words": words, "url": url, "label": label, "primary": primary})


@register.simple_tag
def wait(who: Any, words: Any = "") -> SafeString:
    """The box "Somebody else's turn": `who` in bold, then what the reader need (not) do."""
    return _draw("turn", {"waiting": True, "who": who, "words": words})


@register.simple_tag
def todo(items: Sequence[TodoItem], level: int = 3) -> SafeString:
    """A to-do list, the most urgent first and marked; its button is the page's primary one."""
    return _draw("todo", {"items": items, "tag": f"h{level}"})


@register.simple_tag
def rail(groups: Sequence[RailGroup], label: Any, summary: Any) -> SafeString:
    """The parts of a document at the left; folded under `summary` on a phone."""
    return _draw("rail", {"groups": groups, "label": label, "summary": summary})


@register.simple_tag
def rating(row: RatingRow, wide: bool = True, level: int = 3) -> SafeString:
    """The scale as the input (radio buttons), or the same as a picture when the row is locked."""
    steps = [
        {
            "level": step,
            "own": row.own == step.number,
            "supervisor": row.supervisor == step.number,
            "target": row.target == step.number,
            "last": row.last == step.number,
            "chosen": row.value == step.number,
        }
        for step in row.levels
    ]
    chosen = str(next((s.text for s in row.levels if s.number == row.value), ""))
    if chosen and not chosen.endswith("."):
        chosen += "."
    facts = [
        (row.own, pgettext("rating", "own rating {number}")),
        (row.supervisor, pgettext("rating", "supervisor's rating {number}")),
        (row.target, pgettext("rating", "target {number}")),
    ]
    said = [words.format(number=number) for number, words in facts if number is not None]
    if row.last is not None:
        said.append(
            pgettext("rating", "in {year} {number}").format(year=row.last_year, number=row.last)
        )
    if row.locked and row.value is not None:
        said.insert(0, pgettext("rating", "agreed {number}").format(number=row.value))
    sentence = ", ".join(said)
    data = {
        "row": row,
        "steps": steps,
        "chosen": chosen,
        "sentence": sentence[:1].upper() + sentence[1:],
        "wide": wide,
        "tag": f"h{level}",
    }
    return _draw("rating", data)


@register.simple_tag
def cell(level: int | None, target: int | None = None) -> SafeString:
    """One competence level as a coloured number; below the target it says how much."""
    return _draw("cell", {"cell": Cell(level, target)})


@register.simple_tag
def matrix(table: Matrix) -> SafeString:
    """People by competences, with its key."""
    return _draw("matrix", {"table": table, "legend": range(1, 6)})


@register.simple_tag
def way_chart(shares: Sequence[WayShare], document: bool = False) -> SafeString:
    """Bars of 70-20-10 with the model's line, and the same as a table. `document`: for a PDF."""
    total = sum(s.count for s in shares)
    words = ", ".join(
        f"{share.label} {formats.percent(percent)}"
        for share, percent in zip(shares, charts.percents(shares), strict=True)
    )
    data = {
        "wide": charts.ways(shares),
        "narrow": None if document else charts.ways(shares, narrow=True),
        "total": total,
        "total_cost": sum(s.cost for s in shares),
        "title": _("Actions by way of learning: {shares}").format(shares=words),
        "id": f"chart-{uuid4().hex[:8]}",
    }
    return _draw("way_chart", data)


@register.simple_tag(takes_context=True)
def work_progress(
    context: Context, work: Work | None, title: Any, url: str = "", region: str = ""
) -> SafeString:
    """How far a long job is (core.models.Work). Asks again every two seconds by htmx; without
    JavaScript a link reloads. Closing the page loses nothing.

    The answer of `url` (this page by default) must contain the same part; `region` is the id of a
    bigger piece of the page to change with it, such as the place of the finished document's link.
    """
    request = context.get("request")
    data = {
        "work": work,
        "title": title,
        "url": url or (request.get_full_path() if request else ""),
        "region": region or (f"work-{work.uuid}" if work else ""),
    }
    return _draw("work_progress", data)


@register.simple_tag(takes_context=True)
def pages(context: Context, page: Page[Any]) -> SafeString:
    """Earlier and later pages of a list; other parameters of the address stay."""
    return _draw("pages", {"page": page, "request": context.get("request")})


@register.simple_tag(takes_context=True)
def sort(context: Context, name: str, label: Any, num: bool = False) -> SafeString:
    """A column head that sorts by `?sort=name` and, again, by `?sort=-name`."""
    request = context.get("request")
    current = request.GET.get("sort", "") if request else ""
    direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    data = {
        "request": request,
        "label": label,
        "next": f"-{name}" if direction == "ascending" else name,
        "direction": direction,
        "num": num,
    }
    return _draw("sort", data)


@register.simple_tag
def figure(value: Figure) -> SafeString:
    """A statistic about people: the number, or why it is not shown. Never a raw count."""
    shown = isinstance(value, Published)
    text = formats.number(value.value) if isinstance(value, Published) else value.reason
    return _draw("figure", {"shown": shown, "text": text})


# ---------- Formats ----------
