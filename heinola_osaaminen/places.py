"""What stands on the pages that gather all that HR services, or the data-protection officer, look
after: groups of (item, what one does there) under a heading.

They show links only; each page asks its own policy.
"""

from django.utils.translation import gettext_lazy as _

from core.policies import Words
from heinola_osaaminen.navigation import Item

Places = tuple[tuple[Item, Words], ...]
Groups = tuple[tuple[Words, Places], ...]

_officer: Places = (
    (Item(_("Event log"), "privacy:log"), _("Who has read or done what, and how it ended.")),
    (
        Item(_("Lawful disclosures"), "privacy:disclosures"),
        _("Somebody asks to read a conversation on a legal basis; you may be the one who decides."),
    ),
    (
        Item(_("Requests about data"), "privacy:requests"),
        _("Corrections and restrictions that wait for an answer, within a month."),
    ),
    (
        Item(_("Data of those who have left"), "privacy:deliveries"),
        _("HR orders a leaver's own data; you check who it is and hand over the code."),
    ),
    (
        Item(_("How long data are kept"), "privacy:retention"),
        _("Periods, what is due, and destruction records. Main users decide."),
    ),
    (
        Item(_("Who holds which role"), "organization:role_holders"),
        _("Roles and seats, and since when."),
    ),
    (
        Item(_("Record of processing activities"), "privacy:processing"),
        _("What is processed, why and on what basis; as a file too."),
    ),
    (
        Item(_("Impact assessment, draft"), "privacy:assessment"),
        _("A base for the city's own assessment; as a file too."),
    ),
)
OFFICER: Groups = (("", _officer),)
HR: Groups = (
    (
        _("Conversations"),
        (
            (
                Item(_("The year's conversations"), "conversations:round"),
                _("Open the round of the year."),
            ),
            (
                Item(_("How the conversations are going"), "conversations:overview"),
                _("Dates and stages by unit. No texts."),
            ),
            (
                Item(_("Summaries of group conversations"), "groups:summaries"),
                _("By service area, as PDF to share; how far each group is."),
            ),
            (
                Item(_("Strategic competence conversation"), "conversations:strategic"),
                _("Agenda, material and decisions for next year. Compile and share the summary."),
            ),
            (
                Item(_("Signatures without an account"), "conversations:signing"),
                _("Signing codes for those without an account; signatures on paper."),
            ),
            (
                Item(_("Conversation templates"), "conversations:templates"),
                _("Themes and questions of each kind of conversation: edit, preview, publish."),
            ),
        ),
    ),
    (
        _("Competences, needs and plans"),
        (
            (
                Item(_("Lists of competences"), "competencies:frameworks"),
                _("Write next year's lists, scale and targets; publish them with the decision."),
            ),
            (
                Item(_("Competence results"), "conversations:results"),
                _("Publish last year's results for the city and by service area."),
            ),
            (
                Item(_("Learning needs in sums"), "conversations:needs_sums"),
                _("Close the year's collection; what people need to learn, without names."),
            ),
            (
                Item(_("Needs of units"), "conversations:unit_needs"),
                _("What surveys, the law and HR services ask people to learn."),
            ),
            (
                Item(_("Plans"), "training_plans:index"),
                _("Compile the areas' plans, ask for comments, take them to the committee."),
            ),
        ),
    ),
    (
        _("People and organisation"),
        (
            (
                Item(_("Organisation"), "organization:tree"),
                _("Units, leaders and people on any day."),
            ),
            (
                Item(_("People and units"), "organization:import_files"),
                _("Bring in a file from the HR system."),
            ),
            (
                Item(_("Reorganisations"), "organization:reorganisations"),
                _("Prepare changes of units and people ahead, and see what they do."),
            ),
            (
                Item(_("Deputies"), "organization:deputies_all"),
                _("Who stands in for which supervisor, and in what."),
            ),
            (
                Item(_("Long leave"), "organization:absences"),
                _("Who is away, by the days only. What is due waits."),
            ),
            (
                Item(_("Invitations"), "organization:invitations"),
                _("Invite people to sign in by letter."),
            ),
            (
                Item(_("Roles and seats"), "organization:role_holders"),
                _("Who holds which role. Main users give and end roles and seats."),
            ),
            (
                Item(_("The directory's accounts"), "organization:directory"),
                _("Accounts that are nobody's, and which role each group gives."),
            ),
            (
                Item(_("Help with signing in"), "organization:sign_in_help"),
                _(
                    "For somebody who has lost the phone or the passkey. Main users and "
                    "administrators."
                ),
            ),
        ),
    ),
    (
        _("Data protection and upkeep"),
        (
            (
                Item(_("Requests about data"), "privacy:requests"),
                _("Corrections and restrictions that wait for an answer, within a month."),
            ),
            (
                Item(_("How long data are kept"), "privacy:retention"),
                _("Periods, what is due, and destruction records. Main users decide."),
            ),
            (
                Item(_("Data of those who have left"), "privacy:deliveries"),
                _("Order a leaver's own data. You cannot open them."),
            ),
            (
                Item(_("Lawful disclosures"), "privacy:disclosures"),
                _(
                    "Main users ask to read a conversation on a legal basis; a second person "
                    "decides."
                ),
            ),
            (
                Item(_("Feedback on accessibility"), "privacy:feedback_all"),
                _("Answer within two weeks."),
            ),
            (
                Item(_("Letters and jobs"), "annual_clock:post"),
                _("Letters whose outcome is unknown, and work that did not succeed."),
            ),
        ),
    ),
)
