"""Wellbeing services (A5): VAKA, OPKOU, VIRE, HYTY and the director's own area."""

from demo.units.spec import AREA, RESPONSIBILITY, TEAM, Before, UnitSpec


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
