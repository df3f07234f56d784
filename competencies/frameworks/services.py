"""Verbs of frameworks: begin a version from the year before, write it, publish it, archive it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from audit.services import record
from competencies.defaults import FRAMEWORKS, fill
from competencies.defaults.strategy import DECIDED_BY
from competencies.frameworks.policies import can_draft, can_edit
from competencies.frameworks.selectors import DEEPEST, tree
from competencies.frameworks.workflow import FRAMEWORK
from competencies.models import (
    Audience,
    Competence,
    CompetenceTarget,
    Framework,
    Level,
    LevelText,
)
from core import clock
from core.fields import Translated
from core.policies import Denied, Refused, Stale, require
from organization.models import Unit

State = Framework.State
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST = 60  # competences in one framework


def draft_next(*, user: Any, audience: str, year: int, key: str = "") -> Framework:
    """The draft of `year`: the one there is, else a copy of the newest published version, or of
    the model's own when there is none yet. `key` names an own framework of a unit or profession.

    Raises `Refused` without the right, or when the year has a published version; ValidationError
    for an impossible year or a framework that does not exist.
    """
    require(can_draft(user, audience))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Check the year."))
    with transaction.atomic():
        same = Framework.objects.select_for_update().filter(audience=audience, key=key)
        there = same.filter(year=year).exclude(state=State.ARCHIVED).first()
        if there is not None and there.state == State.DRAFT:
            return there
        if there is not None:
            raise Refused(Denied(_("This year already has a published version.")))
        source = same.filter(state=State.PUBLISHED).order_by("-year").first()
        made = _begin(audience, key, year, source)
        record(user, "competencies.framework_draft", made)
    return made


def _begin(audience: str, key: str, year: int, source: Framework | None) -> Framework:
    if source is None and audience not in FRAMEWORKS:
        raise ValidationError(_("There is no such framework."))
    made = Framework(audience=audience, key=key, year=year, decided_by=DECIDED_BY)
    if source is None:
        made.save()
        fill(made, FRAMEWORKS[Audience(audience)])
        return made
    for name in ("name", "unit", "job_titles", "raters", "both_lists", "decided_by"):
        setattr(made, name, getattr(source, name))
    made.save()
    _copy(source, made)
    return made


def _copy(source: Framework, made: Framework) -> None:
    """Scale, tree, texts and targets of another year's version."""
    Level.objects.bulk_create(
        Level(framework=made, number=level.number, name=level.name, text=level.text)
        for level in source.levels.all()
    )
    rows = list(source.competences.prefetch_related("level_texts", "targets"))
    fields = ("key", "name", "description", "example", "order", "target")
    copies = Competence.objects.bulk_create(
        Competence(framework=made, **{name: getattr(row, name) for name in fields}) for row in rows
    )
    new = {row.pk: copy for row, copy in zip(rows, copies, strict=True)}
    for row in rows:
        if row.parent_id:
            new[row.pk].parent = new[row.parent_id]
    Competence.objects.bulk_update(copies, ["parent"])
    LevelText.objects.bulk_create(
        LevelText(competence=new[row.pk], number=each.number, text=each.text)
        for row in rows
        for each in row.level_texts.all()
    )
    CompetenceTarget.objects.bulk_create(
        CompetenceTarget(
            competence=new[row.pk], unit_id=each.unit_id, job_title=each.job_title, level=each.level
        )
        for row in rows
        for each in row.targets.all()
    )


def draft_own(
    *,
    user: Any,
    audience: str,
    name: Mapping[str, str],
    year: int,
    unit: Unit | None = None,
    job_titles: Sequence[str] = (),
) -> Framework:
    """Begin a framework of a unit (with all below it) or a profession (job titles), with the scale
    of the year's shared one and no competences. Raises `Refused` and ValidationError."""
    require(can_draft(user, audience))
    if audience not in (Audience.UNIT, Audience.PROFESSION) or (audience == Audience.UNIT) != bool(
        unit
    ):
        raise ValidationError(_("Choose a unit, or name job titles."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Check the year."))
    with transaction.atomic():
        made = Framework.objects.create(
            audience=audience,
            key=f"{slugify(str(name.get('fi', '')))[:50] or 'oma'}-{uuid4().hex[:6]}",
            name=dict(name),
            unit=unit,
            job_titles=list(job_titles) if audience == Audience.PROFESSION else [],
            year=year,
            decided_by=DECIDED_BY,
        )
        shared = (
            Framework.objects.published()
            .filter(audience=Audience.ALL_STAFF, year__lte=year)
            .order_by("-year")
            .first()
        )
        if shared is None:
            fill(made, ())
        else:
            Level.objects.bulk_create(
                Level(framework=made, number=level.number, name=level.name, text=level.text)
                for level in shared.levels.all()
            )
        record(user, "competencies.framework_draft", made)
    return made


def publish(
    *, user: Any, framework: Framework, decided_by: Mapping[str, str] | str, decided_on: date
) -> None:
    """Publish a draft with the decision that set it (requirement 34); then it never changes.

    Raises `Refused` (no right, not a draft, something missing), `Stale`, and ValidationError for a
    decision without its maker or from a coming day.
    """
    words = Translated(fi=decided_by) if isinstance(decided_by, str) else Translated(decided_by)
    require(FRAMEWORK.decide("publish", user, framework))
    if not str(words).strip():
        raise ValidationError({"decided_by": _("Say who decided.")})
    if decided_on > clock.today():
        raise ValidationError({"decided_on": _("The day of the decision cannot be in the future.")})
    with transaction.atomic():
        # First, because the database wants it of everything that is published.
        Framework.objects.filter(pk=framework.pk, state=State.DRAFT).update(
            decided_by=dict(words), decided_on=decided_on, published_at=clock.now()
        )
        FRAMEWORK.run("publish", user=user, obj=framework)
        record(user, "competencies.framework_publish", framework)
    framework.refresh_from_db()


def archive(*, user: Any, framework: Framework) -> None:
    """Take out of use. Talks held with it keep it; the year can have a new draft. Raises `Refused`
    and `Stale`."""
    with transaction.atomic():
        FRAMEWORK.run("archive", user=user, obj=framework)
        record(user, "competencies.framework_archive", framework)


def draft_correction(*, user: Any, audience: str, year: int) -> Framework:
    """The draft of a new decision on a year that has a published version: that version is archived,
    and the draft begins as its copy. Without one the same as `draft_next`. Raises `Refused`."""
    with transaction.atomic():
        same = Framework.objects.select_for_update().filter(audience=audience, key="", year=year)
        present = same.filter(state=State.PUBLISHED).first()
        if present is None:
            return draft_next(user=user, audience=audience, year=year)
        archive(user=user, framework=present)
        made = _begin(audience, "", year, present)
        record(user, "competencies.framework_draft", made)
    return made


# Writing a draft


def change(*, user: Any, framework: Framework, version: int, **values: Any) -> None:
    """Name, unit or job titles of an own one; who rates; both lists. Raises `Refused`, `Stale`."""
    with transaction.atomic():
        _touch(user, framework, version, **values)


def save_scale(
    *,
    user: Any,
    framework: Framework,
    version: int,
    levels: Sequence[tuple[Mapping[str, str], Mapping[str, str]]],
) -> None:
    """The scale anew, (name, text) from the lowest level up. What stood on a level that is no more
    goes from this draft. Raises `Refused`, `Stale`, ValidationError."""
    if not 2 <= len(levels) <= 9:
        raise ValidationError(_("A scale has two to nine levels."))
    with transaction.atomic():
        _touch(user, framework, version)
        framework.levels.all().delete()
        Level.objects.bulk_create(
            Level(framework=framework, number=number, name=dict(name), text=dict(text))
            for number, (name, text) in enumerate(levels, start=1)
        )
        top = len(levels)
        mine = Competence.objects.filter(framework=framework)
        LevelText.objects.filter(competence__framework=framework, number__gt=top).delete()
        CompetenceTarget.objects.filter(competence__framework=framework, level__gt=top).delete()
        mine.filter(target__gt=top).update(target=top)


def save_competence(
    *,
    user: Any,
    framework: Framework,
    version: int,
    competence: Competence | None,
    values: Mapping[str, Any],
    texts: Mapping[int, Mapping[str, str]],
) -> Competence:
    """Write a competence: name, description, example, parent, target, and the texts of its levels
    (an empty one leaves the scale's own in its place). Raises `Refused`, `Stale`, ValidationError.
    """
    with transaction.atomic():
        rows = list(framework.competences.all())
        if competence is None and len(rows) >= MOST:
            raise ValidationError(_("A framework has at most 60 competences."))
        _fits(rows, competence, values.get("parent"))
        _touch(user, framework, version)
        row = competence or Competence(
            framework=framework,
            key=_key(values["name"]),
            order=(framework.competences.aggregate(last=Max("order"))["last"] or 0) + 1,
        )
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        row.level_texts.all().delete()
        LevelText.objects.bulk_create(
            LevelText(competence=row, number=number, text=dict(text))
            for number, text in texts.items()
            if any(text.values())
        )
        _renumber(framework)
    return row


def remove_competence(
    *, user: Any, framework: Framework, version: int, competence: Competence
) -> None:
    """Leave it out of this draft; what is below it moves up. Earlier years keep theirs."""
    with transaction.atomic():
        _touch(user, framework, version)
        competence.children.update(parent=competence.parent)
        Competence.objects.filter(pk=competence.pk).delete()
        _renumber(framework)


def move(
    *, user: Any, framework: Framework, version: int, competence: Competence, up: bool
) -> None:
    """Change places with the one before or after under the same parent."""
    with transaction.atomic():
        _touch(user, framework, version)
        siblings = list(
            framework.competences.filter(parent=competence.parent_id).order_by("order", "pk")
        )
        here = next(i for i, row in enumerate(siblings) if row.pk == competence.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(siblings):
            return
        one, other = siblings[here], siblings[there]
        one.order, other.order = other.order, one.order
        Competence.objects.bulk_update([one, other], ["order"])
        _renumber(framework)


def _touch(user: Any, framework: Framework, version: int, **values: Any) -> None:
    """Compare-and-swap of a draft's version, and the event."""
    require(can_edit(user, framework))
    same = Framework.objects.filter(pk=framework.pk, version=version, state=State.DRAFT)
    if not same.update(version=F("version") + 1, **values):
        raise Stale
    framework.refresh_from_db()
    record(user, "competencies.framework_write", framework)


def _fits(rows: list[Competence], competence: Competence | None, parent: Competence | None) -> None:
    """The tree stays a tree, and no deeper than three."""
    by = {row.pk: row for row in rows}
    height = 1
    if competence is not None:
        depths = {node.competence.pk: node.depth for node in tree(rows)}
        mine = {competence.pk}
        for node in tree(rows):
            if node.competence.parent_id in mine:
                mine.add(node.competence.pk)
        height = max(depths[pk] for pk in mine) - depths[competence.pk] + 1
        if parent is not None and parent.pk in mine:
            raise ValidationError({"parent": _("A competence cannot be below itself.")})
    above = 0
    while parent is not None:
        above += 1
        parent = by.get(parent.parent_id) if parent.parent_id else None
    if above + height > DEEPEST:
        raise ValidationError({"parent": _("The tree has at most three levels.")})


def _key(name: Mapping[str, str]) -> str:
    """Unlike every other key: a person is rated on several frameworks on one page."""
    return f"{slugify(str(name.get('fi', '')))[:50] or 'osaaminen'}-{uuid4().hex[:6]}"


def _renumber(framework: Framework) -> None:
    """`order` follows the tree, so that a plain list has everything in its place."""
    changed = []
    for number, node in enumerate(tree(framework.competences.all()), start=1):
        if node.competence.order != number:
            node.competence.order = number
            changed.append(node.competence)
    Competence.objects.bulk_update(changed, ["order"])
