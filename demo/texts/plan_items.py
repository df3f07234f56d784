"""Rows of training plans. They speak of groups, never of a person (requirement 27).

Cost in euros for the whole row, days per participant, months from-to. `way` and `competence` are
keys of the defaults. `TEAM` rows are chosen by flavour, `AREA` rows by service area (the area's own
beside what it gathers from its teams), `CENTRALISED` are HR's (requirements 28 and 68).
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from demo.texts import Flavour

Area = Literal["shared_services", "wellbeing", "environment"]


class ItemText(NamedTuple):
    focus: str
    topic: str
    target_group: str
    way: str
    cost: Decimal
    days: Decimal
    first_month: int
    last_month: int
    people: int
    responsible: str
    competence: str | None = None


def _item(
    focus: str,
    topic: str,
    target_group: str,
    way: str,
    cost: int,
    days: str,
    months: tuple[int, int],
    people: int,
    responsible: str,
    competence: str | None = None,
) -> ItemText:
    return ItemText(
        focus,
        topic,
        target_group,
        way,
        Decimal(cost),
        Decimal(days),
        *months,
        people,
        responsible,
        competence,
    )


CENTRALISED: tuple[ItemText, ...] = (
    _item(
        "Tekoäly", "Tekoäly arjen työssä: perusteet ja turvallinen käyttö", "koko henkilöstö",
        "webinars", 3200, "0.5", (1, 5), 600, "henkilöstöpalvelut ja digipalvelut", "digital",
    ),
    _item(
        "Tekoäly", "Tekoälykokeilut omassa tiimissä", "tiimien kokeilijat", "trials", 0, "2",
        (3, 11), 40, "digipalvelut", "problem-solving",
    ),
    _item(
        "Tekoäly", "Tekoälyn pelisäännöt päätösten valmistelussa", "valmistelijat ja esihenkilöt",
        "micro-training", 600, "0.5", (2, 4), 60, "hallintopalvelut", "digital",
    ),
    _item(
        "Työhyvinvointi", "Palautuminen ja työn rajat: tiimien keskustelusarja", "koko henkilöstö",
        "conversations", 1800, "0.5", (2, 10), 600, "henkilöstöpalvelut", "self-leadership",
    ),
    _item(
        "Työhyvinvointi", "Varhaisen tuen malli ja puheeksi ottaminen", "esihenkilöt", "training",
        2600, "1", (3, 4), 45, "henkilöstöpalvelut", "work-ability",
    ),
    _item(
        "Muutoksen johtaminen", "Muutoksen johtamisen valmennus", "esihenkilöt", "training", 7800,
        "2", (2, 6), 45, "henkilöstöpalvelut", "strategic-leadership",
    ),
    _item(
        "Muutoksen johtaminen", "Esihenkilöiden vertaisryhmät", "esihenkilöt", "networks", 0, "1",
        (1, 12), 45, "palvelualueiden johtajat", "leading-interaction",
    ),
    _item(
        "Projektiosaaminen", "Projektityön perusteet ja yhteiset pohjat",
        "projektien vetäjät ja asiantuntijat", "courses", 3900, "1.5", (4, 5), 30,
        "kehittämispalvelut", "problem-solving",
    ),
    _item(
        "Projektiosaaminen", "Hankkeen läpivienti kokeneen vetäjän parina",
        "uudet projektien vetäjät", "side-by-side", 0, "5", (1, 12), 8, "kehittämispalvelut",
        "learning",
    ),
    _item(
        "Hankinnat", "Hankinnan valmistelu ja sopimuksen seuranta", "esihenkilöt ja asiantuntijat",
        "training", 2900, "1", (3, 3), 40, "talouspalvelut", "professional",
    ),
    _item(
        "Hankinnat", "Hankintaklinikka: apua käynnissä oleviin hankintoihin", "hankintoja tekevät",
        "experts", 1500, "0.5", (2, 11), 25, "talouspalvelut", "professional",
    ),
    _item(
        "Talouden seuranta", "Talouden seuranta ja ennustaminen", "esihenkilöt ja asiantuntijat",
        "micro-training", 0, "0.5", (2, 9), 60, "talouspalvelut", "finance-data",
    ),
    _item(
        "Esihenkilöinfot", "Esihenkilöinfot: ajankohtaiset asiat kerran kuussa", "esihenkilöt",
        "meetings", 0, "1", (1, 12), 60, "henkilöstöpalvelut", "employment",
    ),
    _item(
        "Osaamisen johtaminen", "Verkkokurssi osaamisen johtamisen mallista", "esihenkilöt",
        "self-study", 0, "0.5", (1, 3), 60, "henkilöstöpalvelut", "competence-leadership",
    ),
    _item(
        "Verkko-oppiminen", "Eduhousen lisenssit omaan opiskeluun", "koko henkilöstö", "self-study",
        8400, "1", (1, 12), 600, "henkilöstöpalvelut", "learning",
    ),
    _item(
        "Perehdytys", "Uusien työntekijöiden yhteinen tervetulopäivä", "uudet työntekijät",
        "induction", 900, "0.5", (3, 10), 50, "henkilöstöpalvelut", "learning",
    ),
)  # fmt: skip

AREA: dict[Area, tuple[ItemText, ...]] = {
    "shared_services": (
        _item(
            "Sijaistaminen", "Tehtävien ristiinoppiminen työparina", "asiantuntijat ja sihteerit",
            "side-by-side", 0, "3", (1, 12), 30, "vastuualueiden esihenkilöt", "professional",
        ),
        _item(
            "Tiedolla johtaminen", "Raporttien tekeminen uudella välineellä", "raportteja tekevät",
            "courses", 4200, "2", (2, 5), 14, "talouspalvelut", "digital",
        ),
        _item(
            "Selkeä kieli", "Selkeä virkakieli ja ymmärrettävät päätökset", "valmistelijat",
            "micro-training", 800, "0.5", (4, 9), 25, "hallintopalvelut", "interaction",
        ),
        _item(
            "Tietoturva", "Tietoturvan harjoitus yllättävissä tilanteissa",
            "tietohallinto ja avainhenkilöt", "trials", 1200, "1", (9, 10), 15,
            "tietohallinto- ja digipalvelut", "problem-solving",
        ),
        _item(
            "Hankinnat", "Hankintalain muutokset", "hankintoja valmistelevat", "webinars", 700,
            "0.5", (1, 3), 12, "talouspalvelut", "professional",
        ),
        _item(
            "Palkka-asiat", "Virka- ja työehtosopimusten muutokset", "palkkoja hoitavat ja HR",
            "seminars", 1600, "1", (5, 6), 8, "henkilöstöpalvelut", "professional",
        ),
    ),
    "wellbeing": (
        _item(
            "Oppimisen tuki", "Oppimisen tuen uusi lainsäädäntö käytännössä",
            "opettajat, ohjaajat ja rehtorit", "training", 6800, "1", (1, 8), 160,
            "opetuksen ja koulutuksen vastuualue", "professional",
        ),
        _item(
            "Oppimisen tuki", "Samanaikaisopetuksen kollegavierailut koulujen välillä", "opettajat",
            "peer-visits", 1200, "1", (9, 12), 60, "rehtorit", "interaction",
        ),
        _item(
            "Lapsen tuki", "Lapsen tuen kirjaaminen ja pienryhmäpedagogiikka",
            "varhaiskasvatuksen henkilöstö", "together", 0, "1", (2, 10), 120,
            "päiväkotien johtajat", "professional",
        ),
        _item(
            "Monikielisyys", "Monikielisten perheiden kohtaaminen",
            "varhaiskasvatus, koulut ja kirjasto", "webinars", 1400, "0.5", (3, 5), 110,
            "varhaiskasvatuksen vastuualue", "interaction",
        ),
        _item(
            "Turvallisuus", "Ensiapu- ja vesipelastustaidot",
            "liikunta-, nuoriso- ja varhaiskasvatuspalvelut", "courses", 5200, "1", (3, 6), 90,
            "vastuualueiden esihenkilöt", "professional",
        ),
        _item(
            "Yhteistyö", "Koulun, nuorisotyön, kirjaston ja liikunnan yhteinen suunnittelupäivä",
            "palvelujen yhdyshenkilöt", "networks", 600, "1", (8, 8), 35, "palvelualueen johtaja",
            "interaction",
        ),
        _item(
            "Työnohjaus", "Työnohjaus erityistä tukea antaville ryhmille",
            "erityisopettajat ja ohjaajat", "work-supervision", 6000, "1", (1, 12), 24, "rehtorit",
            "self-leadership",
        ),
        _item(
            "Työllisyys", "Työvalmennuksen menetelmät ja asiakkaan ohjaaminen",
            "työvalmentajat ja työllisyysasiantuntijat", "site-visits", 900, "1", (4, 9), 15,
            "hyvinvointi- ja työllisyyspalvelut", "professional",
        ),
    ),
    "environment": (
        _item(
            "Työturvallisuus", "Tieturva- ja työturvallisuuskortit", "kuntatekniikan työntekijät",
            "courses", 3600, "1", (3, 4), 38, "kuntatekniikan esihenkilöt", "professional",
        ),
        _item(
            "Työturvallisuus", "Läheltä piti -tilanteiden käsittely viikkopalavereissa",
            "kaikki tiimit", "meetings", 0, "0.5", (1, 12), 130, "lähiesihenkilöt",
            "problem-solving",
        ),
        _item(
            "Sähköiset välineet", "Sähköinen kirjaaminen kentällä ja keittiöissä",
            "kunnossapito, keittiöt ja siivous", "colleague", 500, "0.5", (2, 6), 95,
            "vastuualueiden esihenkilöt", "digital",
        ),
        _item(
            "Työkierto", "Työkierto kohteiden välillä", "siivouksen ja keittiöiden henkilöstö",
            "rotation", 0, "5", (1, 12), 40, "ruoka- ja siivouspalvelut", "professional",
        ),
        _item(
            "Ruokapalvelut", "Erityisruokavaliot ja kasvisruoat", "keittiöiden henkilöstö",
            "training", 2400, "1", (5, 9), 30, "ruokapalvelut", "professional",
        ),
        _item(
            "Luvat ja valvonta", "Rakentamislain soveltaminen", "lupa- ja valvontapalvelut",
            "seminars", 2800, "1.5", (2, 10), 12, "lupa- ja valvontapalvelut", "professional",
        ),
        _item(
            "Kestävyys", "Hulevedet ja monimuotoiset viheralueet", "viheralueet ja suunnittelu",
            "site-visits", 1100, "1", (5, 6), 18, "kuntatekniikka", "learning",
        ),
        _item(
            "Kaluston käyttö", "Uuden kaluston käyttö kokeneen kuljettajan rinnalla",
            "koneenkuljettajat", "side-by-side", 0, "3", (4, 11), 10, "kuntatekniikka",
            "professional",
        ),
    ),
}  # fmt: skip

TEAM: dict[Flavour, tuple[ItemText, ...]] = {
    "education": (
        _item(
            "Oppimisen tuki", "Oppimisen tuen uudet kirjaamistavat", "koulun opettajat",
            "micro-training", 0, "0.5", (1, 5), 18, "rehtori", "professional",
        ),
        _item(
            "Samanaikaisopetus", "Kollegan oppituntien seuraaminen", "koulun opettajat",
            "peer-visits", 300, "0.5", (9, 12), 12, "rehtori", "interaction",
        ),
        _item(
            "Tekoäly", "Tekoäly oppilaiden työskentelyssä: yhteiset pelisäännöt", "opettajat",
            "trials", 0, "1", (2, 10), 15, "rehtori", "digital",
        ),
        _item(
            "Hyvinvointi", "Ristiriitojen ratkaiseminen oppilaiden kanssa", "opettajat ja ohjaajat",
            "training", 900, "1", (8, 10), 20, "rehtori", "interaction",
        ),
    ),
    "care": (
        _item(
            "Lapsen tuki", "Kuvatuki ja viittomat arjessa", "päiväkodin henkilöstö",
            "micro-training", 200, "0.5", (2, 4), 16, "päiväkodin johtaja", "professional",
        ),
        _item(
            "Pienryhmät", "Pienryhmätoiminta: vierailu toiseen päiväkotiin", "ryhmien tiimit",
            "peer-visits", 0, "1", (3, 10), 10, "päiväkodin johtaja", "learning",
        ),
        _item(
            "Vuorovaikutus", "Tunne- ja vuorovaikutustaitojen tukeminen", "päiväkodin henkilöstö",
            "training", 1100, "1", (8, 9), 16, "päiväkodin johtaja", "interaction",
        ),
        _item(
            "Turvallisuus", "Lasten ensiapu", "päiväkodin henkilöstö", "courses", 1300, "0.5",
            (4, 5), 16, "päiväkodin johtaja", "professional",
        ),
    ),
    "technical": (
        _item(
            "Työturvallisuus", "Tieturvakortin uusiminen", "kunnossapidon työntekijät", "courses",
            1500, "1", (3, 4), 14, "työpäällikkö", "professional",
        ),
        _item(
            "Sähköiset välineet", "Kunnossapidon kirjaaminen puhelimella",
            "kunnossapidon työntekijät", "colleague", 0, "0.5", (1, 3), 14, "työpäällikkö",
            "digital",
        ),
        _item(
            "Kaluston käyttö", "Uuden koneen käyttö työparina", "koneenkuljettajat", "side-by-side",
            0, "2", (9, 11), 4, "työpäällikkö", "professional",
        ),
        _item(
            "Urakat", "Urakan valvonta ja sopimukset", "työnjohto", "experts", 1800, "1", (2, 3), 5,
            "työpäällikkö", "problem-solving",
        ),
    ),
    "kitchen_cleaning": (
        _item(
            "Ergonomia", "Työasennot ja apuvälineet", "siivouksen henkilöstö", "micro-training",
            400, "0.5", (2, 3), 24, "palveluesihenkilö", "self-leadership",
        ),
        _item(
            "Työkierto", "Viikko toisessa kohteessa", "siivouksen henkilöstö", "rotation", 0, "5",
            (1, 12), 12, "palveluesihenkilö", "professional",
        ),
        _item(
            "Laatu", "Siivouksen laadun arviointi yhdessä", "siivouksen henkilöstö", "together", 0,
            "0.5", (4, 10), 24, "palveluesihenkilö", "professional",
        ),
        _item(
            "Ruokapalvelut", "Omavalvonnan sähköinen kirjaaminen", "keittiöiden henkilöstö",
            "colleague", 0, "0.5", (2, 5), 16, "palveluesihenkilö", "digital",
        ),
    ),
    "library": (
        _item(
            "Digituki", "Digituki asiakkaille", "asiakaspalvelun henkilöstö", "networks", 200, "1",
            (2, 9), 10, "palvelupäällikkö", "digital",
        ),
        _item(
            "Turvallisuus", "Turvallisuus yksin työskennellessä", "iltavuoroja tekevät", "training",
            700, "0.5", (3, 4), 14, "palvelupäällikkö", "self-leadership",
        ),
        _item(
            "Tapahtumat", "Tapahtuman suunnittelu nuorten kanssa", "tapahtumia järjestävät",
            "projects", 500, "3", (4, 11), 6, "palvelupäällikkö", "problem-solving",
        ),
        _item(
            "Tutustuminen", "Tutustumiskäynti naapurikunnan palveluihin", "koko tiimi",
            "site-visits", 450, "1", (5, 6), 12, "palvelupäällikkö", "learning",
        ),
    ),
    "office": (
        _item(
            "Sijaistaminen", "Työohjeet ja sijaisparit", "koko tiimi", "sharing", 0, "1", (1, 6), 9,
            "palvelupäällikkö", "self-leadership",
        ),
        _item(
            "Tekoäly", "Tekoäly valmistelun apuna", "valmistelijat", "trials", 0, "1", (2, 8), 6,
            "palvelupäällikkö", "digital",
        ),
        _item(
            "Raportointi", "Raportointivälineen käyttö", "raportteja tekevät", "remote-training",
            900, "1", (3, 5), 4, "palvelupäällikkö", "digital",
        ),
        _item(
            "Selkeä kieli", "Selkeä virkakieli", "koko tiimi", "micro-training", 0, "0.5", (9, 10),
            9, "palvelupäällikkö", "interaction",
        ),
    ),
}  # fmt: skip
