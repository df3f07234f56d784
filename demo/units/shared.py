"""Shared services (A4)."""

from demo.units.spec import AREA, RESPONSIBILITY, TEAM, Before, UnitSpec

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
