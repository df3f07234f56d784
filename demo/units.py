"""Heinola's organisation as the sources describe it from 1.1.2025, and what stood before it.

Service areas and responsibility areas: requirements 62, 63 and A4-A6 (SOURCE 003). Teams under them
are invented but plausible. Heads are those of February 2026; with the shares of working time in
demo.people they come to the person-years of table 2.
"""

from dataclasses import dataclass, field
from datetime import date

from demo.texts import Flavour

FOUNDED = date(2023, 1, 1)  # where the demo's register begins
REFORM = date(2025, 1, 1)  # requirement 62: five sectors became three service areas
CITY, AREA, RESPONSIBILITY, TEAM = "city", "service_area", "responsibility_area", "team"


@dataclass(frozen=True)
class Before:
    """What a unit was until the reform: under another unit, with another name or kind."""

    parent: str
    fi: str = ""
    kind: str = ""


@dataclass(frozen=True)
class UnitSpec:
    """A unit with `heads` people, its leader among them when `leads` is a job title.

    `led_by` names another unit whose leader leads this one too. `parity`: the years in which staff
    talk as a group (requirement 23); it also puts the unit on the education clock. `new`: founded
    in the reform. `heads_before`: people who left with the unit in the reform (requirement 82).
    """

    key: str
    kind: str
    parent: str
    fi: str
    sv: str
    en: str
    heads: int = 0
    leads: str = ""
    led_by: str = ""
    flavour: Flavour = "office"
    titles: tuple[str, ...] = ()
    parity: str = ""
    education: bool = False
    directors_area: bool = False
    balance: bool = False
    new: bool = False
    before: Before | None = None
    ends: date | None = None
    heads_before: int = 0
    came_from: tuple[str, ...] = ()
    cast: tuple[str, ...] = field(default=())


def _school(key: str, name: str, sv: str, en: str, heads: int, parity: str) -> UnitSpec:
    return UnitSpec(
        key, TEAM, "teaching", name, sv, en, heads, "rehtori", flavour="education", parity=parity
    )


def _daycare(key: str, name: str, heads: int, parity: str, *cast: str) -> UnitSpec:
    return UnitSpec(
        key,
        TEAM,
        "early_education",
        f"Päiväkoti {name}",
        f"Daghemmet {name}",
        f"{name} day-care centre",
        heads,
        "päiväkodin johtaja",
        flavour="care",
        parity=parity,
        cast=cast,
    )


SHARED = (
    UnitSpec(
        "shared_services", AREA, "city", "Yhteiset palvelut", "Gemensamma tjänster",
        "Shared services", 1, "hallinto- ja kehitysjohtaja", cast=("hanna",),
    ),
    # A4: the director's own area and kehittämispalvelut are one.
    UnitSpec(
        "development", RESPONSIBILITY, "shared_services", "Kehittämispalvelut",
        "Utvecklingstjänster", "Development services", 3, led_by="shared_services",
        titles=("kehittämisasiantuntija", "projektipäällikkö"), directors_area=True,
    ),
    UnitSpec(
        "business", TEAM, "development", "Elinkeinopalvelut", "Näringslivstjänster",
        "Business services", 5, "elinkeinopäällikkö",
        titles=("elinkeinoasiantuntija", "yrityskoordinaattori"), before=Before("vitality"),
    ),
    UnitSpec(
        "communication", TEAM, "development", "Viestintä ja markkinointi",
        "Kommunikation och marknadsföring", "Communication and marketing", 5,
        "viestintäpäällikkö", titles=("viestintäasiantuntija", "graafinen suunnittelija"),
        before=Before("administration"),
    ),
    UnitSpec(
        "events", TEAM, "development", "Tapahtumat", "Evenemang", "Events", 4,
        "tapahtumapäällikkö", titles=("tapahtumatuottaja", "tapahtumakoordinaattori"),
        before=Before("vitality"),
    ),
    UnitSpec(
        "customer_service", TEAM, "development", "Asiakaspalvelu", "Kundtjänst",
        "Customer service", 6, "palvelupäällikkö", titles=("palveluneuvoja", "palvelusihteeri"),
        before=Before("vitality"),
    ),
    UnitSpec(
        "hr_services", RESPONSIBILITY, "shared_services", "Henkilöstöpalvelut",
        "Personaltjänster", "HR services", 9, "henkilöstöpäällikkö",
        titles=("henkilöstösihteeri", "palkka-asiantuntija", "henkilöstöasiantuntija"),
        cast=("jari", "sanna"),
    ),
    UnitSpec(
        "finance", RESPONSIBILITY, "shared_services", "Talouspalvelut", "Ekonomitjänster",
        "Financial services", 9, "talouspalvelupäällikkö",
        titles=("taloussihteeri", "talousasiantuntija", "hankinta-asiantuntija"),
    ),
    UnitSpec(
        "administration", RESPONSIBILITY, "shared_services", "Hallintopalvelut",
        "Förvaltningstjänster", "Administrative services", 9, "kaupunginlakimies",
        titles=("hallintosihteeri", "tiedonhallinnan asiantuntija", "arkistosihteeri"),
        cast=("secretary",),
    ),
    UnitSpec(
        "digital", RESPONSIBILITY, "shared_services", "Tietohallinto- ja digipalvelut",
        "Dataadministration och digitala tjänster", "Information and digital services", 9,
        "digi- ja tietohallintopäällikkö", titles=("ICT-asiantuntija", "järjestelmäasiantuntija"),
        cast=("veera", "kaisa"),
    ),
)  # fmt: skip

WELLBEING = (
    UnitSpec(
        "wellbeing", AREA, "city", "Hyvinvointipalvelut", "Välfärdstjänster",
        "Wellbeing services", 1, "palvelualuejohtaja", before=Before("city", "Hyvinvointitoimiala"),
        cast=("pekka",),
    ),
    # A5: four responsibility areas and the director's own.
    UnitSpec(
        "wellbeing_own", RESPONSIBILITY, "wellbeing",
        "Hyvinvoinnin palvelualuejohtajan vastuualue", "Välfärdsdirektörens ansvarsområde",
        "Wellbeing director's area", led_by="wellbeing", directors_area=True, new=True,
    ),
    UnitSpec(
        "wellbeing_office", TEAM, "wellbeing_own", "Hyvinvoinnin yleinen hallinto",
        "Välfärdens allmänna förvaltning", "General administration of wellbeing", 4,
        "elinvoimajohtaja", titles=("hallintosihteeri", "suunnittelija"), new=True,
        came_from=("vitality", "wellbeing"),
    ),
    UnitSpec(
        "central_services", TEAM, "wellbeing_own", "Keskitetyt palvelut",
        "Centraliserade tjänster", "Centralised office services", 14, "toimistopäällikkö",
        titles=("palvelusihteeri", "koulusihteeri", "toimistosihteeri"), new=True,
        came_from=("teaching", "early_education", "library", "upper_secondary"),
    ),
    UnitSpec(
        "early_education", RESPONSIBILITY, "wellbeing", "Varhaiskasvatus",
        "Småbarnspedagogik", "Early childhood education", 2, "varhaiskasvatuspäällikkö",
        flavour="care", titles=("varhaiskasvatuksen asiantuntija",), education=True,
        cast=("riikka",),
    ),
    _daycare("daycare", "Kielo", 17, "odd", "leena", "aino", "emmi"),
    _daycare("daycare_even", "Tähti", 18, "even", "johanna", "noora"),
    _daycare("daycare_forest", "Metsätähti", 20, "odd"),
    _daycare("daycare_bird", "Sinilintu", 16, "even"),
    _daycare("daycare_sun", "Aurinkorinne", 15, "odd"),
    UnitSpec(
        "preschool", TEAM, "early_education", "Tommola-talon esiopetus",
        "Förskolan i Tommolahuset", "Tommola House pre-school", 11, "päiväkodin johtaja",
        flavour="care", parity="even",
        titles=("varhaiskasvatuksen opettaja", "esiopettaja", "varhaiskasvatuksen lastenhoitaja"),
    ),
    UnitSpec(
        "family_daycare", TEAM, "early_education", "Perhepäivähoito", "Familjedagvård",
        "Family day care", 8, "perhepäivähoidon ohjaaja", flavour="care", parity="odd",
        titles=("perhepäivähoitaja",),
    ),
    UnitSpec(
        "special_early", TEAM, "early_education", "Varhaiskasvatuksen erityisopetus",
        "Specialpedagogiken inom småbarnspedagogiken", "Special early education", 7,
        "erityisvarhaiskasvatuksen vastaava", flavour="care", parity="even",
        titles=("varhaiskasvatuksen erityisopettaja", "varhaiskasvatuksen avustaja"),
    ),
    UnitSpec(
        "teaching", RESPONSIBILITY, "wellbeing", "Opetus ja koulutus",
        "Undervisning och utbildning", "Education and training", 3, "opetuspäällikkö",
        flavour="education", titles=("koulutussuunnittelija", "opetuksen asiantuntija"),
        education=True,
    ),
    _school("kailas", "Kailaan koulu", "Kailaan koulu", "Kailas school", 38, "odd"),
    _school(
        "jyranko", "Jyrängön ja Sinilähteen koulut", "Jyränkö och Sinilähde skolor",
        "Jyränkö and Sinilähde schools", 30, "even",
    ),
    _school("lyseo", "Lyseonmäen koulu", "Lyseonmäen koulu", "Lyseonmäki school", 43, "odd"),
    _school("myllyoja", "Myllyojan koulu", "Myllyojan koulu", "Myllyoja school", 19, "even"),
    _school(
        "upper_secondary", "Heinolan lukio", "Heinola gymnasium",
        "Heinola upper secondary school", 29, "odd",
    ),
    UnitSpec(
        "adult_education", TEAM, "teaching", "Heinolan kansalaisopisto",
        "Heinola medborgarinstitut", "Heinola adult education centre", 9,
        "kansalaisopiston rehtori", flavour="education", parity="even",
        titles=("kansalaisopiston opettaja", "suunnittelijaopettaja"),
    ),
    UnitSpec(
        "learning_support", TEAM, "teaching", "Oppimisen tuki", "Stöd för lärande",
        "Support for learning", 10, "oppimisen tuen koordinaattori", flavour="education",
        parity="odd", titles=("laaja-alainen erityisopettaja", "erityisluokanopettaja"),
    ),
    UnitSpec(
        "afternoon", TEAM, "teaching", "Iltapäivätoiminta", "Eftermiddagsverksamhet",
        "After-school care", 9, "iltapäivätoiminnan koordinaattori", flavour="education",
        parity="even", titles=("iltapäivätoiminnan ohjaaja", "koulunkäynninohjaaja"),
    ),
    UnitSpec(
        "recreation", RESPONSIBILITY, "wellbeing", "Virikkeellinen elämä", "Stimulerande liv",
        "Stimulating life", 2, "vapaa-aikapäällikkö", flavour="library",
        titles=("kulttuurituottaja",),
    ),
    UnitSpec(
        "library", TEAM, "recreation", "Kirjasto", "Biblioteket", "Library", 12,
        "kirjastopalvelupäällikkö", flavour="library",
        titles=("kirjastovirkailija", "kirjastonhoitaja"), cast=("lauri",),
    ),
    UnitSpec(
        "museum", TEAM, "recreation", "Museopalvelut", "Museitjänster", "Museum services", 5,
        "museopalvelupäällikkö", flavour="library", titles=("museoamanuenssi", "museo-opas"),
    ),
    UnitSpec(
        "youth", TEAM, "recreation", "Nuorisopalvelut", "Ungdomstjänster", "Youth services", 9,
        "nuorisopalvelupäällikkö", flavour="library",
        titles=("nuorisotyöntekijä", "etsivä nuorisotyöntekijä"),
    ),
    UnitSpec(
        "sports", TEAM, "recreation", "Liikuntapalvelut", "Idrottstjänster", "Sports services",
        16, "liikuntapalvelupäällikkö", flavour="library",
        titles=("liikunnanohjaaja", "uinninvalvoja", "liikuntapaikkojen hoitaja"),
    ),
    UnitSpec(
        "bird_hospital", TEAM, "recreation", "Lintuhoitola", "Fågelhospitalet", "Bird hospital", 6,
        "lintuhoitolan vastaava", flavour="library", titles=("eläintenhoitaja",),
        before=Before("vitality"),
    ),
    UnitSpec(
        "employment_area", RESPONSIBILITY, "wellbeing", "Hyvinvoinnin ja työllisyyden edistäminen",
        "Främjande av välfärd och sysselsättning", "Promotion of wellbeing and employment", 2,
        "hyvinvointipäällikkö", titles=("hyvinvointikoordinaattori",),
    ),
    UnitSpec(
        "hyte", TEAM, "employment_area", "Hyte-tiimi", "Hyte-teamet", "Wellbeing team", 6,
        "hyte-koordinaattori", titles=("hyvinvointisuunnittelija", "ehkäisevän työn ohjaaja"),
    ),
    UnitSpec(
        "immigration", TEAM, "employment_area", "Maahanmuuttopalvelut", "Integrationstjänster",
        "Immigration services", 8, "maahanmuuttokoordinaattori",
        titles=("kotoutumisohjaaja", "palveluohjaaja"),
    ),
    UnitSpec(
        "employment_services", TEAM, "employment_area", "Työllisyyspalvelut",
        "Sysselsättningstjänster", "Employment services", 5, "työllisyyspäällikkö",
        titles=("työllisyyskoordinaattori", "palveluohjaaja"), before=Before("vitality"),
    ),
    UnitSpec(
        "workshop", TEAM, "employment_area", "Työpaja Torppa", "Verkstaden Torppa",
        "Torppa workshop", 6, "työpajan vastaava", flavour="technical",
        titles=("työvalmentaja", "yksilövalmentaja"), before=Before("vitality"),
    ),
    UnitSpec(
        "supported", TEAM, "employment_area", "Työllistetyt", "Sysselsatta",
        "Supported employment", 40, led_by="workshop", flavour="technical",
        titles=("työpajatyöntekijä", "avustava kiinteistönhoitaja", "avustava keittiötyöntekijä"),
        before=Before("vitality"),
    ),
)  # fmt: skip

ENVIRONMENT = (
    UnitSpec(
        "environment", AREA, "city", "Kaupunkiympäristö", "Stadsmiljö", "Urban environment", 1,
        "palvelualuejohtaja", flavour="technical", before=Before("city", "Tekninen toimiala"),
        cast=("outi",),
    ),
    UnitSpec(
        "engineering", RESPONSIBILITY, "environment", "Kuntatekniikka", "Kommunalteknik",
        "Municipal engineering", 3, "kuntatekniikan päällikkö", flavour="technical",
        titles=("rakennuttajainsinööri",), cast=("antti",),
    ),
    UnitSpec(
        "streets", TEAM, "engineering", "Kadut ja liikennealueet", "Gator och trafikområden",
        "Streets and traffic areas", 17, "maanrakennusmestari", flavour="technical",
        titles=("liikennealueiden työntekijä", "koneenkuljettaja", "kunnossapitotyöntekijä"),
        cast=("timo", "juha"),
    ),
    UnitSpec(
        "parks", TEAM, "engineering", "Puistot ja viheralueet", "Parker och grönområden",
        "Parks and green areas", 15, "kaupunginpuutarhuri", flavour="technical",
        titles=("viheraluetyöntekijä", "puutarhuri"),
    ),
    UnitSpec(
        "harbour", TEAM, "engineering", "Satamat ja konepalvelut", "Hamnar och maskintjänster",
        "Harbours and machinery", 9, "työpäällikkö", flavour="technical",
        titles=("satamatyöntekijä", "koneenkuljettaja"),
    ),
    UnitSpec(
        "design", TEAM, "engineering", "Suunnittelu ja rakennuttaminen",
        "Planering och byggherreverksamhet", "Design and construction", 6, "suunnittelupäällikkö",
        flavour="technical", titles=("rakennuttajainsinööri", "suunnitteluinsinööri"),
    ),
    UnitSpec(
        "food_and_cleaning", RESPONSIBILITY, "environment", "Ruoka- ja siivouspalvelut",
        "Mat- och städtjänster", "Food and cleaning services", 2,
        "ruoka- ja siivouspalvelupäällikkö", flavour="kitchen_cleaning",
        titles=("palvelusuunnittelija",), cast=("kari",),
    ),
    UnitSpec(
        "cleaning", TEAM, "food_and_cleaning", "Siivouspalvelut", "Städtjänster",
        "Cleaning services", 10, "siivoustyönohjaaja", flavour="kitchen_cleaning",
        titles=("laitoshuoltaja", "siistijä"), cast=("mervi", "tiina", "marko", "ritva", "sirpa"),
    ),
    UnitSpec(
        "school_cleaning", TEAM, "food_and_cleaning", "Koulujen ja päiväkotien siivous",
        "Städning i skolor och daghem", "Cleaning of schools and day care", 15,
        "siivoustyönohjaaja", flavour="kitchen_cleaning", titles=("laitoshuoltaja",),
    ),
    UnitSpec(
        "kitchens", TEAM, "food_and_cleaning", "Ruokapalvelut", "Mattjänster", "Food services", 15,
        "ruokapalveluesimies", flavour="kitchen_cleaning",
        titles=("kokki", "dieettikokki", "ravitsemistyöntekijä"), cast=("heidi", "anneli"),
    ),
    UnitSpec(
        "serving_kitchens", TEAM, "food_and_cleaning", "Palvelukeittiöt", "Serveringskök",
        "Serving kitchens", 16, "ruokapalveluesimies", flavour="kitchen_cleaning",
        titles=("ravitsemistyöntekijä", "palveluvastaava"),
    ),
    UnitSpec(
        "permits", RESPONSIBILITY, "environment", "Lupa- ja valvontapalvelut",
        "Tillstånds- och tillsynstjänster", "Permits and supervision", 1,
        "lupa- ja valvontapäällikkö",
        before=Before("city", "Lupa- ja valvontatoimiala", kind=AREA),
    ),
    UnitSpec(
        "building_control", TEAM, "permits", "Rakennusvalvonta", "Byggnadstillsyn",
        "Building control", 7, "johtava rakennustarkastaja",
        titles=("rakennustarkastaja", "lupasihteeri"),
    ),
    UnitSpec(
        "nature", TEAM, "permits", "Ympäristönsuojelu", "Miljöskydd", "Environmental protection",
        7, "ympäristönsuojelupäällikkö", titles=("ympäristötarkastaja", "ympäristösihteeri"),
    ),
    # A6: four responsibility areas, and balance-sheet units as a kind of their own.
    UnitSpec(
        "environment_own", RESPONSIBILITY, "environment",
        "Kaupunkiympäristön palvelualuejohtajan vastuualue", "Stadsmiljödirektörens ansvarsområde",
        "Urban environment director's area", led_by="environment", directors_area=True, new=True,
    ),
    UnitSpec(
        "planning", TEAM, "environment_own", "Kaupunkisuunnittelu", "Stadsplanering",
        "City planning", 8, "kaavoituspäällikkö",
        titles=("kaavoittaja", "kaavasuunnittelija", "suunnitteluavustaja"),
        before=Before("environment"),
    ),
    UnitSpec(
        "surveying", TEAM, "environment_own", "Kiinteistö- ja mittauspalvelut",
        "Fastighets- och mätningstjänster", "Property and surveying", 10, "kiinteistöpäällikkö",
        flavour="technical", titles=("kartoittaja", "mittausteknikko", "paikkatietosuunnittelija"),
        before=Before("environment"),
    ),
    UnitSpec(
        "projects", TEAM, "environment_own", "Kehittämishankkeet", "Utvecklingsprojekt",
        "Development projects", 7, "hankepäällikkö",
        titles=("projektikoordinaattori", "projektiasiantuntija"), new=True,
        came_from=("environment",),
    ),
    # Requirement 82: its people went to Lahti Aqua, the balance-sheet unit stayed.
    UnitSpec(
        "water", RESPONSIBILITY, "environment", "Vesilaitos", "Vattenverket", "Water utility",
        led_by="engineering", flavour="technical", balance=True, heads_before=10,
        titles=("vesihuoltotyöntekijä",),
    ),
)  # fmt: skip

FORMER = (
    UnitSpec(
        "vitality", AREA, "city", "Elinvoimatoimiala", "Livskraftssektorn", "Vitality sector",
        led_by="wellbeing_office", ends=REFORM,
    ),
    UnitSpec(
        "premises", RESPONSIBILITY, "environment", "Tilakeskus", "Lokalcentralen",
        "Premises centre", led_by="environment", flavour="technical", ends=REFORM,
        heads_before=20, titles=("kiinteistönhoitaja", "rakennusmestari"),
    ),
)  # fmt: skip

UNITS: tuple[UnitSpec, ...] = (
    UnitSpec(
        "city", CITY, "", "Heinolan kaupunki", "Heinola stad", "City of Heinola", 1,
        "kaupunginjohtaja", cast=("ilkka",),
    ),
    *SHARED,
    *WELLBEING,
    *ENVIRONMENT,
    *FORMER,
)  # fmt: skip
SPECS = {unit.key: unit for unit in UNITS}


def area_of(key: str) -> str:
    """The key of the service area at or above a unit since the reform; the city is its own."""
    unit = SPECS[key]
    while unit.kind not in (CITY, AREA):
        unit = SPECS[unit.parent]
    return unit.key
