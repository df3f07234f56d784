"""The year as the city's model describes it (requirements 19-24), until somebody edits it.

The windows come from the sources, the days inside them are our defaults (A1, A2). Titles are short
enough for the wheel's list; what a milestone needs to be told apart by is its `kind`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from annual_clock.models import Milestone, Ring, Variant, Window

Day = tuple[int, int]
Text = dict[str, str]

# Kinds: the names by which the apps above tell how far a milestone is (annual_clock.milestones).
LINES_SHARED = "lines_shared"
SUPERVISOR_CONVERSATIONS = "supervisor_conversations"
DEVELOPMENT_CONVERSATIONS = "development_conversations"
LEADERS_GROUP_CONVERSATION = "leaders_group_conversation"
TEAM_CONVERSATIONS = "team_conversations"
TEAM_NEEDS = "team_needs"
AREA_PLANS = "area_plans"
GOALS_CHECK = "goals_check"
STRATEGIC_CONVERSATION = "strategic_conversation"
AREA_LEADERSHIP_CONVERSATIONS = "area_leadership_conversations"
PLAN_CONFIRMATION = "plan_confirmation"

# Requirements 22 and 23: in education these two are alternatives, each in its own years.
ALTERNATIVES = frozenset({DEVELOPMENT_CONVERSATIONS, TEAM_CONVERSATIONS})

# A2: talks that were left unfinished may be held in April, which belongs to no window (A1).
LAST_TALKS: Day = (4, 30)

# Requirement 20. April is in none.
WINDOWS: tuple[tuple[Day, Day, Text], ...] = (
    ((1, 1), (3, 31), {"fi": "Tammi–maaliskuu", "sv": "Januari–mars", "en": "January–March"}),
    ((5, 1), (9, 30), {"fi": "Touko–syyskuu", "sv": "Maj–september", "en": "May–September"}),
    (
        (10, 1),
        (12, 31),
        {"fi": "Loka–joulukuu", "sv": "Oktober–december", "en": "October–December"},
    ),
)


@dataclass(frozen=True)
class Default:
    kind: str
    ring: Ring
    starts: Day
    due: Day
    title: Text
    whose: Text
    short: Text | None = None
    variant: Variant = Variant.BOTH


MILESTONES: tuple[Default, ...] = (
    # Requirement 31: HR shares the strategic conversation's lines for the others to use.
    Default(
        LINES_SHARED,
        Ring.CITY,
        (1, 1),
        (1, 31),
        {
            "fi": "Linjaukset esihenkilöille",
            "sv": "Riktlinjer till cheferna",
            "en": "Policy lines to supervisors",
        },
        {
            "fi": "Henkilöstöpalvelut jakaa koonnin",
            "sv": "Personaltjänster delar ut sammanställningen",
            "en": "HR services share the summary",
        },
    ),
    # Requirement 21; yearly also in education (A16).
    Default(
        SUPERVISOR_CONVERSATIONS,
        Ring.SERVICE_AREA,
        (1, 7),
        (3, 31),
        {
            "fi": "Esihenkilöiden kehityskeskustelut",
            "sv": "Chefernas utvecklingssamtal",
            "en": "Supervisors' development conversations",
        },
        {"fi": "Palvelualueet", "sv": "Serviceområdena", "en": "Service areas"},
        {"fi": "Esihenkilöt", "sv": "Chefer", "en": "Supervisors"},
    ),
    # Requirement 22
    Default(
        LEADERS_GROUP_CONVERSATION,
        Ring.LEADERS,
        (2, 1),
        (3, 31),
        {
            "fi": "Rehtorien ja päiväkodinjohtajien ryhmäosaamiskeskustelu",
            "sv": "Rektorernas och daghemsföreståndarnas kompetenssamtal i grupp",
            "en": "Group competence conversation of principals and day-care heads",
        },
        {
            "fi": "Koko vastuualue",
            "sv": "Hela ansvarsområdet",
            "en": "The whole responsibility area",
        },
        {"fi": "Ryhmäkeskustelu", "sv": "Gruppsamtal", "en": "Group conversation"},
        Variant.EDUCATION,
    ),
    # A2: by default in the first window
    Default(
        DEVELOPMENT_CONVERSATIONS,
        Ring.EMPLOYEE,
        (1, 12),
        (3, 31),
        {"fi": "Kehityskeskustelut", "sv": "Utvecklingssamtal", "en": "Development conversations"},
        {
            "fi": "Jokainen ja oma esihenkilö",
            "sv": "Var och en och den egna chefen",
            "en": "Everyone with their own supervisor",
        },
        variant=Variant.GENERAL,
    ),
    Default(
        DEVELOPMENT_CONVERSATIONS,
        Ring.EMPLOYEE,
        (1, 12),
        (3, 31),
        {
            "fi": "Yksilökehityskeskustelut",
            "sv": "Individuella utvecklingssamtal",
            "en": "Individual development conversations",
        },
        {
            "fi": "Joka toinen vuosi, jokainen ja oma esihenkilö",
            "sv": "Vartannat år, var och en och den egna chefen",
            "en": "Every other year, everyone with their own supervisor",
        },
        variant=Variant.EDUCATION,
    ),
    Default(
        TEAM_CONVERSATIONS,
        Ring.TEAM,
        (2, 16),
        (3, 31),
        {
            "fi": "Tiimien osaamiskeskustelut",
            "sv": "Teamens kompetenssamtal",
            "en": "Teams' competence conversations",
        },
        {
            "fi": "Tiimit ja vastuualueet",
            "sv": "Teamen och ansvarsområdena",
            "en": "Teams and responsibility areas",
        },
        {"fi": "Tiimit", "sv": "Team", "en": "Teams"},
        Variant.GENERAL,
    ),
    Default(
        TEAM_CONVERSATIONS,
        Ring.TEAM,
        (2, 1),
        (3, 31),
        {
            "fi": "Tiimien ryhmäosaamiskeskustelut",
            "sv": "Teamens kompetenssamtal i grupp",
            "en": "Teams' group competence conversations",
        },
        {
            "fi": "Joka toinen vuosi, koko tiimi yhdessä",
            "sv": "Vartannat år, hela teamet tillsammans",
            "en": "Every other year, the whole team together",
        },
        {"fi": "Tiimit", "sv": "Team", "en": "Teams"},
        Variant.EDUCATION,
    ),
    Default(
        TEAM_NEEDS,
        Ring.TEAM,
        (5, 4),
        (6, 12),
        {
            "fi": "Tiimin koulutustarpeet",
            "sv": "Teamets utbildningsbehov",
            "en": "The team's training needs",
        },
        {
            "fi": "Esihenkilö kokoaa tiimin osuuden",
            "sv": "Chefen sammanställer teamets del",
            "en": "The supervisor compiles the team's part",
        },
        {"fi": "Tarpeet", "sv": "Behov", "en": "Needs"},
    ),
    # Requirement 24: by the end of September
    Default(
        AREA_PLANS,
        Ring.SERVICE_AREA,
        (5, 4),
        (9, 30),
        {
            "fi": "Koulutussuunnitelman koonti",
            "sv": "Sammanställning av utbildningsplanen",
            "en": "Compiling the training plan",
        },
        {"fi": "Palvelualueet", "sv": "Serviceområdena", "en": "Service areas"},
    ),
    # Requirement 40: goals are followed up
    Default(
        GOALS_CHECK,
        Ring.EMPLOYEE,
        (8, 17),
        (9, 30),
        {
            "fi": "Tavoitteiden väliarvio",
            "sv": "Mellanbedömning av målen",
            "en": "Check-in on goals",
        },
        {
            "fi": "Jokainen ja oma esihenkilö",
            "sv": "Var och en och den egna chefen",
            "en": "Everyone with their own supervisor",
        },
        {"fi": "Väliarvio", "sv": "Mål", "en": "Goals"},
    ),
    Default(
        STRATEGIC_CONVERSATION,
        Ring.CITY,
        (10, 1),
        (11, 14),
        {
            "fi": "Strateginen osaamiskeskustelu",
            "sv": "Strategiskt kompetenssamtal",
            "en": "Strategic competence conversation",
        },
        {
            "fi": "Kaupunginjohtajan johtoryhmä",
            "sv": "Stadsdirektörens ledningsgrupp",
            "en": "City manager's leadership group",
        },
        {
            "fi": "Strateginen keskustelu",
            "sv": "Strategiskt samtal",
            "en": "Strategic conversation",
        },
    ),
    Default(
        AREA_LEADERSHIP_CONVERSATIONS,
        Ring.SERVICE_AREA,
        (10, 26),
        (11, 30),
        {
            "fi": "Johtoryhmien osaamiskeskustelut",
            "sv": "Ledningsgruppernas kompetenssamtal",
            "en": "Leadership groups' competence conversations",
        },
        {
            "fi": "Palvelualueiden johtoryhmät",
            "sv": "Serviceområdenas ledningsgrupper",
            "en": "Service areas' leadership groups",
        },
        {"fi": "Johtoryhmät", "sv": "Grupper", "en": "Groups"},
    ),
    # Requirements 21 and 25
    Default(
        PLAN_CONFIRMATION,
        Ring.CITY,
        (12, 1),
        (12, 17),
        {
            "fi": "Suunnitelmien vahvistaminen",
            "sv": "Fastställande av planerna",
            "en": "Confirming the plans",
        },
        {
            "fi": "Yt-neuvottelukunta",
            "sv": "Samarbetskommittén",
            "en": "Cooperation committee",
        },
        {"fi": "Vahvistaminen", "sv": "Beslut", "en": "Plans"},
    ),
)


def windows(year: int) -> list[Window]:
    """The year's three windows, unsaved."""
    return [
        Window(
            year=year,
            order=order,
            name=Window._meta.get_field("name").to_python(name),
            starts_on=date(year, *starts),
            ends_on=date(year, *ends),
        )
        for order, (starts, ends, name) in enumerate(WINDOWS, start=1)
    ]


def milestones(year: int) -> list[Milestone]:
    """The year's milestones of both variants, unsaved."""
    return list(_milestones(year))


def _milestones(year: int) -> Iterator[Milestone]:
    text = Milestone._meta.get_field("title").to_python
    for order, item in enumerate(MILESTONES, start=1):
        yield Milestone(
            year=year,
            order=order,
            kind=item.kind,
            ring=item.ring,
            variant=item.variant,
            title=text(item.title),
            short_title=text(item.short or item.title),
            whose=text(item.whose),
            starts_on=date(year, *item.starts),
            due_on=date(year, *item.due),
        )


@transaction.atomic
def ensure_year(year: int) -> None:
    """Write the year's windows and milestones where they are missing; what is there stays."""
    Window.objects.bulk_create(windows(year), ignore_conflicts=True)
    Milestone.objects.bulk_create(milestones(year), ignore_conflicts=True)
