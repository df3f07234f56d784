"""The record of processing activities (GDPR 30(1)), made of docs/privacy.toml.

The words of each activity stand here in three languages; which legal bases and periods hold, and
how many fields there are, is read of the inventory and of the periods as now decided. Every model
with personal data belongs to one activity (tests/test_retention_papers.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core.policies import Words
from core.retention import Unit
from privacy.papers.inventory import personal_models
from privacy.papers.parts import Paper, Section
from privacy.retention.periods import Decided, decided
from privacy.retention.words import keeps

BASES: dict[str, Words] = {
    "task": gettext_lazy(
        "Public task: developing the competence of municipal staff (GDPR 6(1)(e), 1050/2018 4 § "
        "2); what is kept must be directly necessary for the employment (759/2004 3 §)"
    ),
    "cooperation": gettext_lazy(
        "Legal obligation: personnel and training plan and its cooperation procedure "
        "(GDPR 6(1)(c), 449/2007 4 a §)"
    ),
    "log": gettext_lazy(
        "Legal obligation: log data of use and disclosure, periods of keeping (906/2019 17, 21 §)"
    ),
    "access": gettext_lazy(
        "Legal obligation: access rights by task, information security (906/2019 13, 16 §)"
    ),
    "feedback": gettext_lazy("Legal obligation: feedback on accessibility (306/2019 10 §)"),
}


@dataclass(frozen=True)
class Activity:
    """One kind of processing. `models`: patterns of labels; the first activity that fits wins."""

    name: Words
    models: Sequence[str]
    purpose: Words
    subjects: Words
    data: Words
    recipients: Words


ACTIVITIES = (
    Activity(
        gettext_lazy("Accessibility feedback"),
        ("privacy.Feedback",),
        gettext_lazy("To answer feedback on accessibility within two weeks."),
        gettext_lazy("Whoever gives feedback."),
        gettext_lazy("The message, the answer, and an address for it."),
        gettext_lazy("HR services."),
    ),
    Activity(
        gettext_lazy("Requests of those whose data these are"),
        ("privacy.DataFile", "privacy.Delivery", "privacy.DataRequest", "privacy.Disclosure*",
         "privacy.NoticeRead"),
        gettext_lazy(
            "To hand people their own data, to correct and restrict, to disclose only as the law "
            "says, and to show that it was done."
        ),
        gettext_lazy("Employees and those who have left; those who answer and decide."),
        gettext_lazy("Requests, answers, packages of one's own data, grounds of disclosures."),
        gettext_lazy(
            "The person; HR services and the data-protection officer without the content. In a "
            "lawful disclosure whoever has the right by law."
        ),
    ),
    Activity(
        gettext_lazy("Log and accountability"),
        ("audit.*", "core.TransitionLog", "privacy.ErasureRun", "privacy.DestructionRecord",
         "privacy.PeriodChange", "organization.ScimToken"),
        gettext_lazy("To follow up and to prove who read, changed, disclosed or erased what."),
        gettext_lazy("Users, and employees whose data were read or changed."),
        gettext_lazy("Random ids, times and kinds of events; no content."),
        gettext_lazy("The data-protection officer; each employee as far as one's own data go."),
    ),
    Activity(
        gettext_lazy("Signing in and access rights"),
        ("accounts.*", "account.*", "mfa.*", "sessions.*", "organization.Directory*",
         "organization.AccountClosing", "organization.RoleGrant"),
        gettext_lazy("To let in whoever has a task here, and nobody else."),
        gettext_lazy("Users."),
        gettext_lazy("Work e-mail, salted hash of a password, second factors, sessions, roles."),
        gettext_lazy("The user; HR main users and the system administrator as their task needs."),
    ),
    Activity(
        gettext_lazy("Letters and background work"),
        ("core.Letter", "core.Work", "annual_clock.Reminder", "core.Draft"),
        gettext_lazy("To tell what is due, to invite, and to lose nothing that was typed."),
        gettext_lazy("Recipients of letters, whoever types into a form."),
        gettext_lazy("Address, heading and text of letters without content of conversations."),
        gettext_lazy("The recipient through the city's mail server; HR services without the text."),
    ),
    Activity(
        gettext_lazy("Training plans and cooperation procedure"),
        ("training_plans.[!I]*", "organization.BodyMembership"),
        gettext_lazy("Personnel and training plan, its treatment in the cooperation committee."),
        gettext_lazy("Those who write, comment, treat and decide; no employee is named."),
        gettext_lazy("Who wrote or decided what, seats in bodies with their side."),
        gettext_lazy("Leadership groups, the cooperation committee; the confirmed plan everybody."),
    ),
    Activity(
        gettext_lazy("Organisation, people and employments"),
        ("organization.*",),
        gettext_lazy("To know who works where, who leads whom, and whose turn it is to talk."),
        gettext_lazy("Employees, supervisors, deputies, members of bodies."),
        gettext_lazy(
            "Name, employee number, work e-mail, unit, job title, supervisor, days of employment "
            "and of leave without its reason. Never a personal identity code."
        ),
        gettext_lazy("HR services; supervisors as far as their own people go."),
    ),
    Activity(
        gettext_lazy("Development conversations"),
        ("conversations.*", "core.Document", "training_plans.ItemNeed", "privacy.Remark",
         "privacy.Restriction"),
        gettext_lazy("To prepare, hold, agree on and sign a yearly talk, and to follow it up."),
        gettext_lazy("Employees and their supervisors."),
        gettext_lazy(
            "Preparations, agreed texts, ratings of competence, goals, development needs, "
            "signatures and signed copies."
        ),
        gettext_lazy(
            "The employee and the present supervisor. Directors and HR only anonymous sums. The "
            "table of who sees what stands in the help."
        ),
    ),
)  # fmt: skip


def activity_of(label: str) -> Activity | None:
    return next((a for a in ACTIVITIES if any(fnmatch(label, p) for p in a.models)), None)


def record_of_processing() -> Paper:
    found: dict[str, list[dict[str, Any]]] = {}
    for label, row in personal_models().items():
        activity = activity_of(label)
        if activity is not None:
            found.setdefault(str(activity.name), []).append(row)
    periods = decided()
    return Paper(
        _("Record of processing activities"),
        _("The record that GDPR 30 asks for, made of the inventory by which the service is built."),
        [
            Section(
                _("Controller"),
                [
                    _("City of Heinola, HR services. Processor: the city's own information "
                      "services, or a supplier under a contract by GDPR 28, to be named by the "
                      "city."),
                    _("The service itself hands no data outside the European Economic Area. No "
                      "decision is made by automation (GDPR 22)."),
                ],
            ),
            *(_section(a, found.get(str(a.name), []), periods) for a in reversed(ACTIVITIES)),
            Section(
                _("Security (GDPR 32)"),
                [
                    _("Access by task only; a second factor of HR, administrators and the "
                      "data-protection officer; every read of another's content in a log that only "
                      "grows and is sealed; encrypted connections; signed texts bound to a hash; "
                      "statistics only of enough people; data erased by rule with a record of it."),
                ],
            ),
        ],
    )  # fmt: skip


def _section(
    activity: Activity, rows: list[dict[str, Any]], periods: dict[str, Decided]
) -> Section:
    fields = sum(len(row["personal"]) for row in rows)
    bases = [str(BASES[key]) for key in BASES if any(row["basis"] == key for row in rows)]
    kept = [key for key in periods if any(row["retention"] == key for row in rows)]
    if "conversation" in kept:
        kept.append("leaver")
    special = any("special" in row for row in rows)
    number = ngettext("{number} field.", "{number} fields.", fields).format(number=fields)
    facts: list[tuple[Words, Words]] = [
        (pgettext("record", "Purpose"), activity.purpose),
        (pgettext("record", "Legal basis"), "; ".join(bases) + "."),
        (pgettext("record", "Whose data"), activity.subjects),
        (pgettext("record", "What data"), f"{activity.data} {number}"),
        (pgettext("record", "Recipients"), activity.recipients),
        (pgettext("record", "Kept"), "; ".join(_kept(periods[key]) for key in kept) + "."),
    ]
    if special:
        care = _("The inventory says of each field that needs particular care why and how.")
        facts.append((pgettext("record", "Particular care"), care))
    return Section(activity.name, facts=facts)


def _kept(one: Decided) -> str:
    """As "Conversations: 3 calendar years from the year of the conversation"."""
    rule = one.rule
    if rule.unit == Unit.PERMANENT:
        return f"{rule.name}: {keeps(rule.unit, one.period)}"
    return _("{name}: {period} from {start}").format(
        name=rule.name, period=keeps(rule.unit, one.period), start=rule.counted_from
    )
