"""Who worked where and who led whom: until ten years after the last of it ended."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import DatedModel
from core.retention import Rows, Unit, eraser, forgets, moment, rule
from organization.importing.models import Import, ImportMapping, ImportRow
from organization.models import BodyMembership, Deputy, Employment, Person, RoleGrant
from organization.provisioning.models import ScimToken
from organization.reorganisation.models import Reorganisation, ReorganisationStep

rule(
    "import",
    name=_("Contents of files brought in"),
    unit=Unit.DAYS,
    default=7,
    counted_from=_("the day the file was chosen"),
    erased=_("Deleted by itself; of a file that was brought in, its name and sums stay."),
    nightly=True,
    why=_("The pages promise seven days."),
)
rule(
    "trace",
    name=_("Which files were brought in"),
    unit=Unit.MONTHS,
    default=24,
    least=6,
    most=60,
    counted_from=_("the day the file was chosen"),
    erased=_("Deleted by itself."),
    nightly=True,
)
rule(
    "committee",
    name=_("Seats in bodies"),
    unit=Unit.YEARS,
    default=10,
    least=4,
    most=20,
    counted_from=_("the end of the term"),
    erased=_("Deleted in the yearly run. What a body decided stays with the plan."),
)
rule(
    "organisation",
    name=_("People, employments and who led whom"),
    unit=Unit.YEARS,
    default=10,
    least=5,
    most=20,
    counted_from=_("the end of the last employment or duty"),
    erased=_("Deleted in the yearly run: the person with everything that names the person."),
)


def _person_links() -> Iterator[tuple[type[Model], str]]:
    """Every dated row that tells of a person, also those of apps above: (model, field)."""
    for model in apps.get_models():
        if issubclass(model, DatedModel):
            for field in model._meta.concrete_fields:
                if field.related_model is Person:
                    yield model, field.name


def engaged(since: date) -> Q:
    """People who had an employment, a duty or a seat on `since` or later."""
    found = Q(
        pk__in=Employment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since)).values(
            "person"
        )
    )
    for model, field in _person_links():
        rows = model._base_manager.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=since))
        found |= Q(pk__in=rows.values(field))
    return found


def left_before(cutoff: date) -> QuerySet[Person]:
    """People whose every employment and duty ended before the cutoff."""
    people: QuerySet[Person] = Person.objects.exclude(engaged(cutoff))
    return people


# Accounts


def _accounts(cutoff: date) -> QuerySet[User]:
    return User.objects.filter(person__in=left_before(cutoff))


eraser(
    Rows(
        key="accounts.user",
        rule="account",
        name=_("User accounts"),
        due=_accounts,
        year="created_at",
        people=("person__uuid",),
        label=lambda user: user.email or str(user.person),
        related=("person",),
    )
)


# Imports


def _contents(cutoff: date) -> QuerySet[Import]:
    holds = (
        Q(content__isnull=False)
        | ~Q(headers=[])
        | ~Q(mapping={})
        | ~Q(state=Import.State.APPLIED)
        | Q(pk__in=ImportRow.objects.values("source"))
    )
    old = Import.objects.filter(uploaded_at__lt=moment(cutoff))
    return old.filter(holds).exclude(state=Import.State.APPLYING).defer("content")


def _empty(imports: QuerySet[Import]) -> None:
    imports.exclude(state=Import.State.APPLIED).delete()
    ImportRow.objects.filter(source__in=imports).delete()
    imports.update(content=None, sample=[], headers=[], mapping={})


eraser(
    Rows(
        key="organization.import_content",
        rule="import",
        name=_("Contents of files brought in"),
        due=_contents,
        year="uploaded_at",
        erase=_empty,
        stays=True,
    )
)
eraser(
    Rows(
        key="organization.import",
        rule="trace",
        name=_("Which files were brought in"),
        due=lambda cutoff: Import.objects.filter(uploaded_at__lt=moment(cutoff)).defer("content"),
        year="uploaded_at",
    )
)


# People


def _ended(model: Any) -> Any:
    return lambda cutoff: model._base_manager.filter(valid_until__lte=cutoff)


eraser(
    Rows(
        key="organization.seat",
        rule="committee",
        name=_("Seats in bodies"),
        due=_ended(BodyMembership),
        year="valid_until",
        people=("person__uuid",),
        related=("person", "body"),
        label=lambda seat: f"{seat.person}, {seat.body}",
    )
)


def _people(cutoff: date) -> QuerySet[Person]:
    """Seats have a rule of their own and go before the person."""
    return left_before(cutoff).exclude(pk__in=BodyMembership.objects.values("person"))


def _erase_people(people: QuerySet[Person]) -> None:
    User.objects.filter(person__in=people).delete()
    people.delete()


def _ids(people: Sequence[Person]) -> list[UUID]:
    """By what else a person is known: the account, the employments."""
    employments = Employment.objects.filter(person__in=people).values_list("uuid", flat=True)
    accounts = User.objects.filter(person__in=people).values_list("uuid", flat=True)
    return [*employments, *accounts]


_last_employment = Employment.objects.filter(person=OuterRef("pk")).order_by("-ends_on")
_left_in = ExtractYear(Subquery(_last_employment.values("ends_on")[:1]))
eraser(
    Rows(
        key="organization.person",
        rule="organisation",
        name=_("People who left"),
        due=_people,
        year=_left_in,
        people=("uuid",),
        ids=_ids,
        erase=_erase_people,
    )
)


def _employments(cutoff: date) -> QuerySet[Employment]:
    """Earlier employments of people who have a newer one."""
    return Employment.objects.filter(
        ends_on__lte=cutoff, person__in=Person.objects.filter(engaged(cutoff))
    )


eraser(
    Rows(
        key="organization.employment",
        rule="organisation",
        name=_("Earlier employments of people who are still here"),
        due=_employments,
        year="ends_on",
        people=("person__uuid",),
        related=("person",),
        label=lambda one: f"{one.person}, {one.last_day:%-d.%-m.%Y}",
    )
)


def _whose(path: str, row: Any) -> str:
    return str(getattr(row, path))


for _model, _name, _path in (
    (Deputy, _("Deputies' terms"), "supervisor"),
    (RoleGrant, _("Roles that ended"), "person"),
):
    eraser(
        Rows(
            key=_model._meta.label_lower,
            rule="organisation",
            name=_name,
            due=_ended(_model),
            year="valid_until",
            people=(f"{_path}__uuid",),
            related=(_path,),
            label=partial(_whose, _path),
        )
    )


# Reorganisations and the directory's keys


def _steps(cutoff: date) -> QuerySet[ReorganisationStep]:
    """Who was appointed or moved; the reorganisation itself names nobody and stays."""
    over = [Reorganisation.State.IN_EFFECT, Reorganisation.State.CANCELLED]
    return ReorganisationStep.objects.filter(
        reorganisation__state__in=over, reorganisation__effective_on__lt=cutoff
    )


eraser(
    Rows(
        key="organization.reorganisation_step",
        rule="organisation",
        name=_("Steps of reorganisations"),
        due=_steps,
        year="reorganisation__effective_on",
        related=("reorganisation",),
        label=lambda step: f"{step.reorganisation}: {step.get_kind_display()}",
    )
)
eraser(
    Rows(
        key="organization.scim_token",
        rule="log",
        name=_("Keys of the directory"),
        due=lambda cutoff: ScimToken.objects.filter(expires_on__lt=cutoff),
        year="expires_on",
    )
)


@forgets
def forget(ids: Sequence[UUID]) -> None:
    Import.objects.filter(uploaded_by__in=ids).update(uploaded_by=None)
    ImportMapping.objects.filter(saved_by__in=ids).update(saved_by=None)
    Reorganisation.objects.filter(created_by__in=ids).update(created_by=None)
