"""What this app keeps: destruction records, packages of own data, requests, feedback."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.policies import Words
from core.retention import Rows, Unit, eraser, moment, rule
from privacy.disclosure.models import Disclosure
from privacy.feedback.models import Feedback
from privacy.own_data.models import DataFile, Delivery
from privacy.requests.models import DataRequest
from privacy.retention.models import ErasureRun

rule(
    "destruction",
    name=_("Destruction records"),
    unit=Unit.YEARS,
    default=10,
    least=5,
    most=50,
    counted_from=_("the run"),
    erased=_("Deleted in the yearly run, with the list and the PDF."),
)


def _runs(cutoff: date) -> QuerySet[ErasureRun]:
    over = [ErasureRun.State.DONE, ErasureRun.State.CANCELLED]
    return ErasureRun.objects.filter(state__in=over, prepared_at__lt=moment(cutoff))


eraser(
    Rows(
        key="privacy.run",
        rule="destruction",
        name=_("Destruction records"),
        due=_runs,
        year="prepared_at",
        ids=lambda runs: [run.record.uuid for run in runs if hasattr(run, "record")],
        related=("record",),
        label=lambda run: f"{run.day:%-d.%-m.%Y}",
    )
)


# What the other rooms of this app keep

rule(
    "own_data",
    name=_("Packages of one's own data"),
    unit=Unit.DAYS,
    default=7,
    counted_from=_("the day the package was made"),
    erased=_("Emptied by itself; that it was ordered stays as long as other requests."),
    nightly=True,
    why=_("The pages promise seven days."),
)
rule(
    "privacy_case",
    name=_("Requests and disclosures"),
    unit=Unit.YEARS,
    default=5,
    least=2,
    most=10,
    counted_from=_("the request"),
    erased=_("Deleted in the yearly run, or with the conversation they are about."),
)
rule(
    "feedback",
    name=_("Feedback on accessibility"),
    unit=Unit.MONTHS,
    default=24,
    least=6,
    most=60,
    counted_from=_("the answer"),
    erased=_("Deleted by itself."),
    nightly=True,
)


def _expired_files(cutoff: date) -> QuerySet[DataFile]:
    filled = DataFile.objects.exclude(content=None).defer("content")
    return filled.filter(expires_at__lt=clock.now())


eraser(
    Rows(
        key="privacy.data_file_content",
        rule="own_data",
        name=_("Packages of one's own data"),
        due=_expired_files,
        year="ordered_at",
        erase=lambda files: files.update(content=None),
        stays=True,
    )
)


def _case(model: Any, stamp: str, name: Words, open_states: tuple[str, ...] = ()) -> None:
    def due(cutoff: date) -> QuerySet[Any]:
        old = model.objects.filter(**{f"{stamp}__lt": moment(cutoff)})
        return old.exclude(state__in=open_states) if open_states else old.defer("content")

    eraser(
        Rows(
            key=model._meta.label_lower,
            rule="privacy_case",
            name=name,
            due=due,
            year=stamp,
            people=("person__uuid",),
            related=("person",),
            label=lambda row: f"{row.person}, {getattr(row, stamp):%Y}",
        )
    )


_case(Delivery, "ordered_at", _("Deliveries to leavers"), ("ordered", "released"))
_case(DataFile, "ordered_at", _("Orders of one's own data"))
_case(DataRequest, "made_at", _("Requests to correct or restrict"), ("open",))
_case(Disclosure, "asked_at", _("Disclosures"), ("asked", "approved"))
eraser(
    Rows(
        key="privacy.feedback",
        rule="feedback",
        name=_("Feedback on accessibility"),
        due=lambda cutoff: Feedback.objects.filter(
            state=Feedback.State.ANSWERED, answered_at__lt=moment(cutoff)
        ),
        year="answered_at",
    )
)
