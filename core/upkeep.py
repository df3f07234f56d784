"""What core itself keeps for a while: letters, documents, drafts, finished work, steps taken."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Document, Draft, Letter, TransitionLog, Work
from core.retention import Rows, Unit, eraser, forgets, moment, rule

rule(
    "draft",
    name=_("Unsent forms"),
    unit=Unit.DAYS,
    default=7,
    counted_from=_("the last change"),
    erased=_("Deleted by itself."),
    nightly=True,
    why=_("The pages promise seven days."),
)
rule(
    "session",
    name=_("Sign-ins"),
    unit=Unit.HOURS,
    default=12,
    counted_from=_("the sign-in"),
    erased=_("Deleted at sign-out, and hourly when they have expired."),
    nightly=True,
    why=_("The length of a sign-in is a matter of information security."),
)
rule(
    "work",
    name=_("Finished background work"),
    unit=Unit.DAYS,
    default=90,
    least=30,
    most=365,
    counted_from=_("its end"),
    erased=_("Deleted by itself."),
    nightly=True,
)
rule(
    "secret",
    name=_("Sign-in links of letters"),
    unit=Unit.DAYS,
    default=7,
    counted_from=_("the day the letter was written"),
    erased=_("The letter's body is emptied: at once when it is sent, else by itself."),
    nightly=True,
    why=_("A link opens a door, and works for a few days only."),
)
rule(
    "letter",
    name=_("Letters and reminders"),
    unit=Unit.MONTHS,
    default=24,
    least=6,
    most=60,
    counted_from=_("the day the letter was written"),
    erased=_("Deleted by itself, also before that when its matter is erased."),
    nightly=True,
)
rule(
    "log",
    name=_("Log data"),
    unit=Unit.YEARS,
    default=5,
    least=2,
    most=10,
    counted_from=_("the event"),
    erased=_("Deleted by age in the yearly run; of the event log whole sealed months."),
)
rule(
    "none",
    name=_("Structures without people"),
    unit=Unit.PERMANENT,
    default=0,
    counted_from=_("the use of the system"),
    erased=_("Not by age. The id of who opened or recorded goes with the person."),
    why=_("They tell of no person once the person is erased."),
)


eraser(
    Rows(
        key="core.draft",
        rule="draft",
        name=_("Unsent forms"),
        due=lambda cutoff: Draft.objects.filter(updated_at__lt=moment(cutoff)),
        year="updated_at",
        people=("owner",),
    )
)


def _finished_work(cutoff: date) -> QuerySet[Work]:
    # Work is stamped with the machine's own time, which a moved day does not touch.
    return Work.objects.filter(
        state__in=[Work.State.DONE, Work.State.FAILED],
        finished_at__lt=moment(cutoff) - clock.shift(),
    )


eraser(
    Rows(
        key="core.work",
        rule="work",
        name=_("Finished background work"),
        due=_finished_work,
        year="finished_at",
        size=1_000,
    )
)


def _unsent_secrets(cutoff: date) -> QuerySet[Letter]:
    """Those that were sent have been emptied already, but in the demo."""
    written = Letter.objects.filter(secret=True, written_at__lt=moment(cutoff))
    return written.exclude(text="", html="")


def _empty(letters: QuerySet[Letter]) -> None:
    letters.filter(state=Letter.State.OWED).update(state=Letter.State.FAILED)
    letters.update(text="", html="")


eraser(
    Rows(
        key="core.letter_secret",
        rule="secret",
        name=_("Sign-in links of letters"),
        due=_unsent_secrets,
        year="written_at",
        erase=_empty,
        stays=True,
    )
)


def _old_letters(cutoff: date) -> QuerySet[Letter]:
    on_the_way = [Letter.State.OWED, Letter.State.HANDING]
    return Letter.objects.filter(written_at__lt=moment(cutoff)).exclude(state__in=on_the_way)


eraser(
    Rows(
        key="core.letter",
        rule="letter",
        name=_("Letters"),
        due=_old_letters,
        year="written_at",
        people=("recipient",),
        label=lambda letter: letter.to,
        size=1_000,
    )
)
eraser(
    Rows(
        key="core.transition",
        rule="log",
        name=_("Steps taken: who, when, why"),
        due=lambda cutoff: TransitionLog.objects.filter(at__lt=moment(cutoff)),
        year="at",
        people=("actor",),
        label=lambda step: f"{step.object_type} {step.transition} {step.at:%-d.%-m.%Y}",
        size=1_000,
    )
)


@forgets
def forget(ids: Sequence[UUID]) -> None:
    """Documents, letters, drafts and steps of what has been erased; who asked for a job."""
    about_documents = Document.objects.filter(subject_id__in=ids)
    about_letters = Letter.objects.filter(Q(subject_id__in=ids) | Q(recipient__in=ids))
    letters = list(about_letters.values_list("uuid", flat=True))
    gone = [*ids, *about_documents.values_list("uuid", flat=True), *letters]
    Work.objects.filter(key__in=[str(uuid) for uuid in gone]).delete()
    about_documents.delete()
    about_letters.delete()
    TransitionLog.objects.filter(object_id__in=gone).delete()
    Draft.objects.filter(owner__in=ids).delete()
    TransitionLog.objects.filter(actor__in=ids).update(actor=None)
    Work.objects.filter(requested_by__in=ids).update(requested_by=None)
