"""Urban environment (A6), and what ended in the reform of 1.1.2025 (requirements 62, 82)."""

from demo.units.spec import AREA, REFORM, RESPONSIBILITY, TEAM, Before, UnitSpec

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
