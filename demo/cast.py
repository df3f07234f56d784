"""The people one can be in the demo, with what each of them shows."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Member:
    """One of the cast. `account`: "e-mail", "plain" (an account without an address) or "none".

    `can` is one line on the page of the cast; without it the person is not listed there.
    """

    key: str
    first_name: str
    last_name: str
    job_title: str
    role: Words = ""
    can: Words = ""
    account: str = "e-mail"
    language: str = "fi"

    @property
    def number(self) -> str:
        """The name of the person's seeds and, by `demo.people.uuid_for`, of the person."""
        return f"cast-{self.key}"


CAST = (
    Member(
        "tiina",
        "Tiina",
        "Rautio",
        "laitoshuoltaja",
        _("Employee"),
        _("Prepares for the development conversation, agrees on goals and signs."),
    ),
    Member(
        "mervi",
        "Mervi",
        "Aaltonen",
        "siivoustyönohjaaja",
        _("Supervisor"),
        _("Holds the conversations of the cleaning team and gathers the team's needs into a plan."),
    ),
    Member(
        "aino",
        "Aino",
        "Korpela",
        "varhaiskasvatuksen opettaja",
        _("Employee in early childhood education"),
        _("Talks alone and as a group in alternate years: alone this year."),
    ),
    Member(
        "leena",
        "Leena",
        "Palonen",
        "päiväkodin johtaja",
        _("Head of a day-care centre"),
        _("Leads a team that follows the education clock."),
    ),
    Member(
        "kari",
        "Kari",
        "Lindholm",
        "ruoka- ja siivouspalvelupäällikkö",
        _("Leader of a responsibility area"),
        _("Gathers the teams' plans and holds the supervisors' conversations."),
    ),
    Member(
        "outi",
        "Outi",
        "Lehtovaara",
        "palvelualuejohtaja",
        _("Director of a service area"),
        _("Compiles the service area's training plan by 30 September."),
    ),
    Member(
        "pekka",
        "Pekka",
        "Hyvönen",
        "palvelualuejohtaja",
        _("Director of another service area"),
        _("Sees wellbeing services only: nothing of other areas' conversations or plans."),
    ),
    Member(
        "ilkka",
        "Ilkka",
        "Saarinen",
        "kaupunginjohtaja",
        _("City manager"),
        _("Leads the group that comments on the plans; has a talk with an elected chair."),
    ),
    Member(
        "elected",
        "Matti",
        "Honkanen",
        "",
        _("Elected chair"),
        _("Holds the city manager's conversation and is no employee."),
    ),
    Member(
        "jari",
        "Jari",
        "Niemelä",
        "henkilöstöpäällikkö",
        pgettext_lazy("cast", "HR main user"),
        _("Opens the round, compiles the plans and brings them to the cooperation committee."),
    ),
    Member(
        "sanna",
        "Sanna",
        "Virtanen",
        "henkilöstöasiantuntija",
        pgettext_lazy("cast", "HR planner"),
        _("Keeps the year running: follows the round, the plans and the letters."),
    ),
    Member(
        "hanna",
        "Hanna",
        "Ekström",
        "hallinto- ja kehitysjohtaja",
        _("Chair of the cooperation committee (employer)"),
        _("Directs shared services and leads the committee's treatment of the plan."),
        language="sv",
    ),
    Member(
        "secretary",
        "Pirjo",
        "Laine",
        "hallintosihteeri",
        _("Secretary of the cooperation committee"),
        _("Records the committee's treatment."),
    ),
    Member(
        "anneli",
        "Anneli",
        "Koski",
        "kokki",
        _("Member of the cooperation committee (personnel)"),
        _("Reads the plan to be confirmed as a PDF."),
    ),
    Member(
        "timo",
        "Timo",
        "Rinne",
        "kunnossapitotyöntekijä",
        _("Member of the cooperation committee (personnel)"),
        _("Reads the plan to be confirmed as a PDF."),
    ),
    Member(
        "veera",
        "Veera",
        "Tamm",
        "järjestelmäasiantuntija",
        _("System administrator"),
        _("Keeps the system running and reads nobody's conversations."),
    ),
    Member(
        "kaisa",
        "Kaisa",
        "Salonen",
        "tietosuojavastaava",
        _("Data-protection officer"),
        _("Watches over the use of personal data."),
    ),
    Member(
        "ritva",
        "Ritva",
        "Lahti",
        "laitoshuoltaja",
        _("Employee without an e-mail address"),
        _("Signs in without letters: sees everything on the home page."),
        account="plain",
    ),
    # Colleagues whom one meets on the pages of the others.
    Member("sirpa", "Sirpa", "Kallio", "laitoshuoltaja", account="none"),
    Member("marko", "Marko", "Seppä", "laitoshuoltaja"),
    Member("riikka", "Riikka", "Hakala", "varhaiskasvatuspäällikkö"),
    Member("emmi", "Emmi", "Sjöberg", "varhaiskasvatuksen lastenhoitaja", language="sv"),
    Member("johanna", "Johanna", "Mäkinen", "päiväkodin johtaja"),
    Member("noora", "Noora", "Heikkilä", "varhaiskasvatuksen opettaja"),
    Member("lauri", "Lauri", "Kettunen", "kirjastovirkailija"),
    Member("heidi", "Heidi", "Koivisto", "ruokapalveluesimies"),
    Member("antti", "Antti", "Salo", "kuntatekniikan päällikkö"),
    Member("juha", "Juha", "Ojala", "kunnossapitotyöntekijä"),
)
BY_KEY = {member.key: member for member in CAST}
SHOWN = tuple(member for member in CAST if member.can)
