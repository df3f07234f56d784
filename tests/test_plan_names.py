"""The form warns when a text seems to name a person of the writer's team (requirement 27)."""

import pytest

from training_plans.names import Name, Team, still_confirmed, warnings

TEAM = Team(
    [
        Name("Mervi", "Aaltonen"),
        Name("Tiina", "Rautio"),
        Name("Ritva", "Lahti"),
        Name("Samir", "Laine"),
        Name("Pekka", "Virtanen"),
        Name("Kaisa", "Mäki"),
        Name("Satu", "Niemi"),
        Name("Heikki", "Lampi"),
        Name("Markus", "Kangas"),
        Name("Anna-Maija", "Lindholm"),
        Name("Toivo", "Koskinen"),
        Name("Onni", "Salo"),
        Name("Aino", "Heikkilä"),
        Name("Antti", "Repo"),
        Name("Kalle", "Helle"),
        Name("Johannes", "Järvi"),
        Name("Åsa", "Sjöberg"),
        Name("José", "von Born"),
        Name("Li", "Wei"),
    ]
)

# What is written, and which words of it are taken for names.
HITS = [
    # -nen
    ("Aaltosen koulutus", ["Aaltosen"]),
    ("koulutusta Aaltoselle", ["Aaltoselle"]),
    ("Virtasta tuetaan", ["Virtasta"]),
    ("Virtanen oppii", ["Virtanen"]),
    ("virtasen perehdytys", ["virtasen"]),
    ("Virtasella ja Virtaselta", ["Virtasella", "Virtaselta"]),
    ("Virtasten tiimi", ["Virtasten"]),
    ("Virtaseen luotetaan", ["Virtaseen"]),
    # consonant gradation
    ("tuki Lahdelle", ["Lahdelle"]),
    ("Kurssi Mäelle", ["Mäelle"]),
    ("kurssi Lammelle", ["Lammelle"]),
    ("perehdyttää Pekan", ["Pekan"]),
    ("Pekkaa opastetaan", ["Pekkaa"]),
    ("Heikin opit", ["Heikin"]),
    ("apua Sadulle", ["Sadulle"]),
    ("apua Niemelle", ["Niemelle"]),
    ("apua Kankaalle", ["Kankaalle"]),
    ("apua Revolle", ["Revolle"]),
    ("apua Helteelle", ["Helteelle"]),
    ("apua Kallelle", ["Kallelle"]),
    ("Antin työ", ["Antin"]),
    # consonant stems
    ("Markuksen mentorointi", ["Markuksen"]),
    ("Johannekselle kurssi", ["Johannekselle"]),
    ("Lindholmin tehtävät", ["Lindholmin"]),
    ("kurssi Sjöbergille", ["Sjöbergille"]),
    ("Samirin kielitaito", ["Samirin"]),
    # possessive suffixes and clitics
    ("Mervinkin pitää", ["Mervinkin"]),
    ("Mervilläkö", ["Mervilläkö"]),
    ("Tiinakaan ei", ["Tiinakaan"]),
    ("meidän Virtasemme", ["Virtasemme"]),
    ("Tiinallehan se kuuluu", ["Tiinallehan"]),
    # hyphens, colons, capitals
    ("Anna-Maijan vuoro", ["Anna-Maijan"]),
    ("Maijan vuoro", ["Maijan"]),
    ("Mervi-projekti", ["Mervi-projekti"]),
    ("MERVI opettaa", ["MERVI"]),
    # common words: capitalised in the middle of a sentence, or beside the other name
    ("koulutus Laineelle", ["Laineelle"]),
    ("Kurssin pitää Toivo", ["Toivo"]),
    ("ritva lahti", ["ritva"]),
    ("samir laineen kurssi", ["samir"]),
    ("kurssi Onnille", ["Onnille"]),
    ("toivo koskisen kurssi", ["toivo", "koskisen"]),
    ("Kurssi: Salo, Onni", ["Salo", "Onni"]),
    # other languages' genitives
    ("Mervis kurs", ["Mervis"]),
    ("Åsas kurs", ["Åsas"]),
    ("kurs för Åsa", ["Åsa"]),
    ("José aloittaa", ["José"]),
    ("opastaa Lin", ["Lin"]),
]

QUIET = [
    "Lahden seudun yhteinen koulutus",
    "opintomatka lahdella",
    "laineen korkeus mitataan",
    "Laine nousee rannalla",
    "toivo paremmasta",
    "Toivomme lisää aikaa",
    "työn onni ja ilo",
    "Onni on yhdessä oppiminen",
    "niemen kärjessä",
    "mäen päällä sijaitseva päiväkoti",
    "Mäen päällä sijaitseva päiväkoti",
    "salo palaa",
    "Ainoa tapa oppia on tehdä",
    "ainoan kurssin hinta",
    "satu luetaan lapsille",
    "kankaan ompelu",
    "järven rannalla",
    "revontulet",
    "helle ja jaksaminen",
    "Sähköinen siivoussuunnitelma käyttöön kuudessa kohteessa",
    "Tieturva 1 ja ensiapu, uusiminen",
    "Digituutorit: kaksi kollegaa neuvoo kussakin yksikössä",
    "Esihenkilöiden vertaisryhmä, kuusi kertaa",
    "Kollegavierailu naapurikunnan kuntatekniikkaan",
    "Hankintapilotti yhdessä talouspalvelujen kanssa",
    "koko henkilöstö, laitoshuoltajat ja kokit",
    "YHTEINEN LAHTI TALOUS",
    "li on kiinalainen pituusmitta",
    "",
    "🌲 2027: 1 800,50 €",
]


@pytest.mark.requirement(27)
@pytest.mark.parametrize(("text", "words"), HITS)
def test_a_name_in_any_form_is_noticed(text: str, words: list[str]) -> None:
    found = [hit.word for hit in TEAM.hits(text)]
    for word in words:
        assert word in found


@pytest.mark.requirement(27)
@pytest.mark.parametrize("text", QUIET)
def test_ordinary_words_are_left_in_peace(text: str) -> None:
    assert TEAM.hits(text) == []


@pytest.mark.requirement(27)
def test_names_of_other_teams_are_not_known() -> None:
    """The warning tells nothing of who works elsewhere."""
    team = Team([Name("Mervi", "Aaltonen")])
    assert team.hits("Virtasen ja Lehtovaaran kurssi, vetäjä Aino Korpela") == []


def test_a_new_sentence_begins_with_a_capital() -> None:
    assert TEAM.hits("Kurssi pidetään. Laine nousee.\n- Toivo elää\n• Onni löytyy") == []


def test_what_was_confirmed_is_not_asked_again_until_its_neighbours_change() -> None:
    texts = {"topic": "opintomatka Lahteen syksyllä", "focus": ""}
    found = warnings(TEAM, texts, [])
    (hit,) = found["topic"]
    assert hit.word == "Lahteen"
    assert warnings(TEAM, texts, [hit.key]) == {}
    longer = {"topic": "Yhteinen opintomatka Lahteen syksyllä, kaksi päivää"}
    assert warnings(TEAM, longer, [hit.key]) == {}
    other = {"topic": "perehdytys Lahdelle"}
    assert list(warnings(TEAM, other, [hit.key])) == ["topic"]


def test_a_confirmation_goes_with_its_words() -> None:
    key = TEAM.hits("opintomatka Lahteen syksyllä")[0].key
    assert still_confirmed(TEAM, ["opintomatka Lahteen syksyllä"], [key, "other"]) == [key]
    assert still_confirmed(TEAM, ["opintomatka Kotkaan"], [key]) == []


def test_the_same_word_twice_is_one_question() -> None:
    assert len(TEAM.hits("Mervi, Mervi, Mervi, Mervi")) <= 3
    assert len(TEAM.hits("kurssi Merville nyt. kurssi Merville nyt.")) == 1


def test_a_long_text_is_quick() -> None:
    assert TEAM.hits("Koulutus ja perehdytys työssä. " * 2_000) == []
