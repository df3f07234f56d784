"""What a file may tell, by which headings HR systems call it, and which columns are refused."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.policies import Words


@dataclass(frozen=True)
class Field:
    """One thing that a column may hold. `headings`: normalised, the likeliest first."""

    name: str
    label: Words
    headings: tuple[str, ...]
    required: bool = False
    help: Words = ""


PEOPLE = (
    Field(
        "employee_number",
        _("Employee number"),
        (
            "henkilönumero", "henkilö nro", "henkilön numero", "työntekijänumero",
            "työntekijä nro", "hlönro", "hlö nro", "henkilöstönumero", "personnummer i systemet",
            "anställningsnummer person", "arbetstagarnummer", "personalnummer", "employee number",
            "employee id", "employee no", "person number", "personnel number", "tunniste",
            "numero",
        ),
        required=True,
    ),
    Field(
        "employment_number",
        _("Employment number"),
        (
            "palvelussuhdenumero", "palvelussuhde nro", "palvelussuhteen numero",
            "palvelussuhdetunnus", "palvelussuhde", "ps nro", "psnro", "työsuhdenumero",
            "työsuhteen numero", "työsuhde nro", "anställningsnummer", "anställningsförhållande",
            "employment number", "employment id",
        ),
        help=_("Tells apart two employments of the same person."),
    ),
    Field(
        "first_name",
        _("First name"),
        (
            "etunimi", "kutsumanimi", "etunimet", "förnamn", "tilltalsnamn", "first name",
            "first names", "given name",
        ),
        required=True,
    ),
    Field(
        "last_name",
        _("Last name"),
        ("sukunimi", "efternamn", "släktnamn", "last name", "surname", "family name"),
        required=True,
    ),
    Field(
        "email",
        _("Work e-mail"),
        (
            "sähköposti", "sähköpostiosoite", "työsähköposti", "email", "e mail", "e post",
            "epost", "e postadress", "email address", "e mail address",
        ),
    ),
    Field(
        "unit",
        _("Unit's code"),
        (
            "yksikkökoodi", "yksikön koodi", "yksikkö koodi", "yksikkötunnus", "yksikkö",
            "organisaatioyksikkö", "organisaatiokoodi", "organisaatio", "kustannuspaikka",
            "enhetskod", "enhetens kod", "enhet", "organisationsenhet", "kostnadsställe",
            "unit code", "unit", "department", "cost centre",
        ),
        required=True,
    ),
    Field(
        "job_title",
        _("Job title"),
        (
            "nimike", "tehtävänimike", "ammattinimike", "virkanimike", "ammatti", "tehtävä",
            "benämning", "tjänstebenämning", "yrkesbenämning", "titel", "befattning", "job title",
            "title", "position",
        ),
    ),
    Field(
        "contract",
        _("Contract"),
        (
            "palvelussuhteen luonne", "palvelussuhteen laji", "palvelussuhteen tyyppi",
            "palvelussuhdelaji", "työsuhteen luonne", "työsuhteen laji", "työsuhdetyyppi",
            "vakinaisuus", "luonne", "anställningsform", "anställningens art", "anställningstyp",
            "contract", "contract type", "employment type",
        ),
        help=_("Permanent or fixed-term. Without it: fixed-term when there is a last day."),
    ),
    Field(
        "percent",
        _("Working time, %"),
        (
            "työaikaprosentti", "työaika", "osa aikaprosentti", "osa aika", "osuus",
            "työajan osuus", "prosentti", "tehtävän osuus", "arbetstidsprocent", "arbetstid",
            "deltidsprocent", "procent", "working time", "percentage", "percent", "fte",
        ),
    ),
    Field(
        "starts_on",
        _("First day"),
        (
            "alkupäivä", "alkupvm", "alkaa", "alkamispäivä", "alku pvm", "palvelussuhde alkaa",
            "palvelussuhteen alku", "palvelussuhteen alkupäivä", "alku", "börjar", "startdatum",
            "begynnelsedag", "anställning börjar", "starts", "start date", "start", "first day",
        ),
    ),
    Field(
        "ends_on",
        _("Last day"),
        (
            "loppupäivä", "loppupvm", "päättyy", "päättymispäivä", "loppu pvm",
            "palvelussuhde päättyy", "palvelussuhteen loppu", "palvelussuhteen loppupäivä",
            "loppu", "slutar", "slutdatum", "upphör", "anställning slutar", "ends", "end date",
            "end", "last day",
        ),
        help=_("The last day of work. An empty cell: for the time being."),
    ),
    Field(
        "unit_from",
        _("In the unit from"),
        (
            "yksikössä alkaen", "siirtopäivä", "siirtyy", "yksikön alkupäivä", "tehtävä alkaa",
            "i enheten från", "in the unit from", "transfer date", "unit from",
        ),
        help=_("The day of a move. Without it: the day you choose below."),
    ),
    Field(
        "supervisor",
        _("Supervisor's employee number"),
        (
            "esihenkilön henkilönumero", "esihenkilön numero", "esihenkilö nro",
            "esimiehen henkilönumero", "esimiehen numero", "esihenkilö", "esimies",
            "lähiesihenkilö", "chefens nummer", "närmaste chef", "chef", "supervisor number",
            "supervisor", "manager",
        ),
        help=_("Only needed where somebody else than the unit's leader is the supervisor."),
    ),
)  # fmt: skip

UNITS = (
    Field(
        "code",
        _("Unit's code"),
        (
            "yksikkökoodi", "koodi", "yksikön koodi", "yksikkötunnus", "tunnus", "kustannuspaikka",
            "enhetskod", "kod", "unit code", "code",
        ),
        required=True,
    ),
    Field(
        "name_fi",
        _("Name in Finnish"),
        (
            "nimi", "yksikön nimi", "nimi suomeksi", "nimi fi", "yksikkö", "selite",
            "namn på finska", "finskt namn", "name", "name in finnish", "name fi",
        ),
        required=True,
    ),
    Field(
        "name_sv",
        _("Name in Swedish"),
        (
            "nimi ruotsiksi", "ruotsinkielinen nimi", "nimi sv", "namn på svenska", "svenskt namn",
            "namn", "name in swedish", "name sv",
        ),
    ),
    Field(
        "parent",
        _("Code of the unit above"),
        (
            "yläyksikkö", "yläyksikön koodi", "yläyksikkökoodi", "ylempi yksikkö", "ylätaso",
            "isäntäyksikkö", "överordnad enhet", "överordnad enhets kod", "parent", "parent code",
            "parent unit", "belongs to",
        ),
    ),
    Field(
        "kind",
        _("Kind"),
        (
            "taso", "tyyppi", "laji", "yksikön tyyppi", "yksikön taso", "organisaatiotaso", "nivå",
            "typ", "slag", "kind", "level", "type",
        ),
        help=_("City, service area, responsibility area or team."),
    ),
    Field(
        "leader",
        _("Leader's employee number"),
        (
            "esihenkilön henkilönumero", "johtajan henkilönumero", "vetäjän henkilönumero",
            "esihenkilön numero", "esihenkilö nro", "esihenkilö", "esimies", "johtaja",
            "chefens nummer", "chef", "leader number", "leader", "manager", "supervisor",
        ),
    ),
    Field(
        "valid_from",
        pgettext_lazy("unit", "Valid from"),
        (
            "voimassa alkaen", "alkaen", "alkupäivä", "alkupvm", "alkaa", "gäller från", "från",
            "startdatum", "valid from", "from", "start date",
        ),
        help=_("Without it: the day you choose below."),
    ),
)  # fmt: skip

FIELDS = {"people": PEOPLE, "units": UNITS}

_ABSENCE = r"poissaolo|keskeyty|palkaton|vapaa|frånvaro|avbrott|absence|leave"
_REASON = r"syy|laji|koodi|peruste|tyyppi|selite|orsak|kod|grund|typ|reason|code|cause|type|kind"
_REFUSED: tuple[tuple[str, Words], ...] = (
    (
        r"sairau|sairas|diagnoo|työkyvyttöm|työkyvyn|terveysti|terveydent|kuntoutustu|raskau"
        r"|sjuk|diagnos|arbetsoförm|hälsotill|graviditet"
        r"|sick|illness|diagnos|health|disabilit|pregnan",
        _("health and absence reasons"),
    ),
    (rf"(?:{_ABSENCE}).*(?:{_REASON})|(?:{_REASON}).*(?:{_ABSENCE})", _("absence reasons")),
    (
        r"henkilötunnu|\bhetu\b|\bhtun\b|sotu|sosiaaliturvatunn|personbeteckning|personsignum"
        r"|social security|identity code|national id|\bssn\b",
        _("personal identity codes"),
    ),
    (
        r"ammattiliit|ay jäsen|ay maksu|liiton jäsen|jäsenmaksu|fackförbund|fackavgift|union",
        _("union membership"),
    ),
)


def normalised(heading: str) -> str:
    """Lower case, words parted by one space, without signs."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    return " ".join(re.sub(r"[^\w]|_", " ", text).split())


def refused_columns(headings: Sequence[str]) -> list[tuple[int, Words]]:
    """The columns (from 1) that the service must never hold, with what they would bring: absences
    are dates only, never a reason (759/2004 5 §), and no identity codes."""
    found: list[tuple[int, Words]] = []
    for number, heading in enumerate(headings, start=1):
        text = normalised(heading)
        for pattern, what in _REFUSED:
            if re.search(pattern, text):
                found.append((number, what))
                break
    return found


def guess(kind: str, headings: Sequence[str]) -> dict[str, int]:
    """Which column (from 0) seems to hold which field. Each column is guessed once."""
    texts = [normalised(heading) for heading in headings]
    found: dict[str, int] = {}
    scored = []
    for order, wanted in enumerate(FIELDS[kind]):
        for column, text in enumerate(texts):
            score = _score(text, wanted.headings)
            if score is not None:
                scored.append((score, order, column, wanted.name))
    for _rank, _order, column, name in sorted(scored):
        if name not in found and column not in found.values():
            found[name] = column
    return found


def _score(text: str, headings: tuple[str, ...]) -> int | None:
    """The lower the likelier; None: no likeness."""
    if text in headings:
        return headings.index(text)
    for rank, heading in enumerate(headings):
        if len(heading) > 5 and (text.startswith(heading) or text.endswith(f" {heading}")):
            return 100 + rank
    return None
