"""The roles in plain words: what each may do and see, what not, who gives it (906/2019 16 §).

The page explains what `visible_to` and the policies decide; tests/test_roles.py holds the two
together where a sentence can be tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.policies import Words
from organization.models import RoleGrant

EMPLOYEE, SUPERVISOR, DEPUTY, DIRECTOR = "employee", "supervisor", "deputy", "director"
LEADERSHIP_GROUP, COMMITTEE = "leadership_group", "committee"


@dataclass(frozen=True)
class RoleText:
    key: str
    name: Words
    may: Sequence[Words]
    may_not: Sequence[Words]
    given: Words


ROLES: Sequence[RoleText] = (
    RoleText(
        EMPLOYEE,
        _("Employee"),
        [
            _("Sees all of one's own conversations, ratings and goals."),
            _("Prepares, writes together with the supervisor, signs and takes the PDF."),
            _("Reads the confirmed training plans and the shared competences."),
        ],
        [_("Sees nothing of a colleague's conversation.")],
        _("It comes with the employment and ends with it."),
    ),
    RoleText(
        SUPERVISOR,
        _("Supervisor"),
        [
            _("Holds the conversations of those whom one leads today."),
            _("Reads their agreed texts, ratings and goals, earlier years too."),
            _("Writes the team's training plan."),
        ],
        [
            _("Does not see a preparation that its author has not shared."),
            _("Does not see the wellbeing themes of talks that an earlier supervisor held."),
            _("Sees nothing more when the team, or the employee, has moved to another supervisor."),
        ],
        _("It follows from leading a unit, which comes from the HR system."),
    ),
    RoleText(
        DEPUTY,
        _("Deputy of a supervisor"),
        [
            _("Does for a set time what the supervisor has given the right to do, and no more."),
            _("Everything done is marked as done for the supervisor."),
        ],
        [_("Does not see what was said before, unless that right was given too.")],
        _("The supervisor or HR services give it. It ends by itself."),
    ),
    RoleText(
        DIRECTOR,
        _("Director of an area"),
        [
            _("Sees which conversations have been held in the area: dates and stages."),
            _("Gathers the area's training plan."),
        ],
        [_("Reads no texts or ratings but those of one's own direct reports.")],
        _("It follows from leading a service area or a responsibility area."),
    ),
    RoleText(
        LEADERSHIP_GROUP,
        _("Member of a leadership group"),
        [_("Reads and comments on the training plans that are brought to the group.")],
        [_("Sees nothing of the conversations.")],
        _("HR main users give the seat for a term."),
    ),
    RoleText(
        COMMITTEE,
        _("Member of the cooperation committee"),
        [
            _("Reads the training plans that are in the committee."),
            _("The secretary records the treatment."),
        ],
        [
            _("Sees nothing of the conversations."),
            _("Sees no draft of a plan before it comes to the committee."),
        ],
        _("HR main users give the seat for a term (449/2007 14 §)."),
    ),
    RoleText(
        RoleGrant.Role.HR_PLANNER,
        _("HR planner"),
        [
            _("Runs the year: opens the conversations, invites people, brings in files."),
            _("Sees the organisation and its people, and the dates and stages of conversations."),
            _("Compiles the training plans and takes them to the committee."),
            _("Looks after letters and background jobs."),
        ],
        [
            _("Reads no texts, ratings or goals of anybody's conversation."),
            _("Gives nobody rights and does not change how long data is kept."),
        ],
        _("An HR main user gives it."),
    ),
    RoleText(
        RoleGrant.Role.HR_MAIN,
        _("HR main user"),
        [
            _("Does what an HR planner does."),
            _("Gives and ends roles and seats, and helps who has lost a second factor."),
            _("Decides how long data is kept, and which groups of the directory give roles."),
        ],
        [
            _("Reads no texts, ratings or goals of anybody's conversation."),
            _("Does not change one's own roles. The last main user cannot be removed."),
        ],
        _("Another HR main user gives it. The first one is named at installation."),
    ),
    RoleText(
        RoleGrant.Role.SYSTEM_ADMIN,
        _("System administrator"),
        [
            _("Sees which background jobs failed and tries them again."),
            _("Makes the keys of the city's directory, and helps who has lost a second factor."),
        ],
        [_("Sees no content and no letters. Of jobs, only their kinds and the errors' classes.")],
        _("An HR main user gives it."),
    ),
    RoleText(
        RoleGrant.Role.DATA_PROTECTION,
        _("Data-protection officer"),
        [
            _("Searches the log: who read or changed what, and when. The searches are logged too."),
            _("Sees who holds which role."),
            _("Decides with another person on lawful disclosures, and releases leavers' own data."),
        ],
        [_("Reads no content of conversations or plans in work.")],
        _("An HR main user gives it."),
    ),
)
BY_KEY = {role.key: role for role in ROLES}
