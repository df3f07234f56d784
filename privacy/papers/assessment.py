"""A draft of the data protection impact assessment (GDPR 35(7); domain.md 3.3), which HR takes as
its base: what the service does stands written; what only the city can judge is left open."""

from django.utils.translation import gettext as _

from privacy.papers.parts import Paper, Section, Table


def impact_assessment() -> Paper:
    return Paper(
        _("Impact assessment, draft"),
        _(
            "A base for the city's own assessment (GDPR 35). It tells what the service does. The "
            "city assesses likelihood and severity, asks for opinions, and decides."
        ),
        [_why(), _description(), _necessity(), _risks(), _opinions(), _decision()],
    )


def _why() -> Section:
    return Section(
        _("Why an assessment is needed"),
        [
            _(
                "Employees stand in a weaker position towards their employer, their competence is "
                "rated, a large share of the personnel is concerned, and texts may touch on "
                "wellbeing. At least two criteria of the European guideline (WP 248) are met."
            )
        ],
    )


def _description() -> Section:
    return Section(
        _("Description of the processing"),
        [
            _(
                "Employee and supervisor prepare a yearly conversation, agree on texts, ratings, "
                "goals and development needs, and sign. Supervisors gather needs into training "
                "plans that name nobody. The plans are treated in the cooperation committee."
            ),
            _(
                "Purposes, categories of people and data, recipients and periods stand in the "
                "record of processing activities, which is made of the service's own inventory."
            ),
        ],
    )


def _necessity() -> Section:
    return Section(
        _("Necessity and proportionality"),
        [
            _(
                "Only what is directly necessary for the employment may be kept (759/2004 3 §), "
                "and consent does not change that. The forms ask about tasks, competence and "
                "goals; they say that health and private life do not belong there (759/2004 5 §)."
            ),
            _(
                "There are no hidden notes: what is kept of a person belongs to the package of "
                "one's own data. Ratings are not used for pay or selection; if they were, "
                "621/1999 24 § 1, item 29 would apply and this assessment would be made anew."
            ),
            _(
                "Data are erased by rule: conversations three calendar years after their year and "
                "at most six months after leaving, unless the city has decided otherwise."
            ),
        ],
    )


def _risks() -> Section:
    left = _("To be assessed by the city")
    rows = [
        (
            _("A supervisor reads of people outside one's own line."),
            _("Only the present line opens a conversation; every read is logged and shown to the "
              "employee."),
        ),
        (
            _("HR reads free text."),
            _("HR sees stages and anonymous sums. Reading needs two people, a written reason and a "
              "notice to the employee."),
        ),
        (
            _("Health data are written into the theme of wellbeing."),
            _("The form warns; the theme is open only to the one who was there; it goes with the "
              "conversation."),
        ),
        (
            _("Somebody is recognised in the figures of a small group."),
            _("Counts need five people and means ten; what could be worked out of others is "
              "hidden; figures are frozen once a year."),
        ),
        (
            _("Data slide into use for pay or dismissal."),
            _("No export of ratings by person; purposes stand in the notice; every export is "
              "logged."),
        ),
        (
            _("Supervisors of the past still see after a reorganisation."),
            _("Lines have days. An earlier supervisor loses the content on the day of the change "
              "and is asked to share or delete what was not shared."),
        ),
        (
            _("Copies live on in Teams, e-mail or on paper."),
            _("Letters carry no content; exports are logged. Instructions on copies are the "
              "city's."),
        ),
        (
            _("Old data come along when the service is taken into use."),
            _("Only people and units are brought in; files with personal identity codes or reasons "
              "of absence are refused."),
        ),
        (
            _("Artificial intelligence sums up free text."),
            _("The service has none, and sends no text outside."),
        ),
        (
            _("Data of those who left stay."),
            _("Accounts close at once, content goes in six months, and a destruction record "
              "shows it."),
        ),
        (
            _("An account falls into wrong hands."),
            _("Second factor of HR, administrators and the data-protection officer; limits on "
              "attempts; own sessions can be seen and ended."),
        ),
    ]  # fmt: skip
    table = Table(
        [_("Risk"), _("What the service does"), _("Likelihood, severity, what is left")],
        [(risk, measure, left) for risk, measure in rows],
    )
    return Section(_("Risks and measures"), table=table)


def _opinions() -> Section:
    return Section(
        _("Opinions"),
        [
            _("Opinion of the data-protection officer (GDPR 35(2)): to be written in."),
            _(
                "Views of those whose data these are (GDPR 35(9)): the matter is treated with the "
                "personnel in the cooperation committee (449/2007, 759/2004 4 §). To be written in."
            ),
        ],
    )


def _decision() -> Section:
    return Section(
        _("Conclusion and decision"),
        [
            _(
                "If a high risk remains after the measures, the Data Protection Ombudsman is "
                "consulted beforehand (GDPR 36). Conclusion, decision, section and date: to be "
                "written in. To be gone through again every year and when something changes."
            )
        ],
    )
