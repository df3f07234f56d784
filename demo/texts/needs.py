"""Development needs: what needs to be learned, the competence it belongs to, a way of learning (key
of the catalogue) and whether it is needed "now" or in "future"."""

from typing import Literal, NamedTuple

from demo.texts import Flavour


class NeedText(NamedTuple):
    topic: str
    competence: str
    way: str
    horizon: Literal["now", "future"] = "now"
    flavour: Flavour | None = None


NEEDS: tuple[NeedText, ...] = (
    NeedText("Tekoälyn peruskäyttö omassa työssä", "digital", "webinars"),
    NeedText("Tekoälyn turvallinen käyttö ja tietosuoja", "digital", "training"),
    NeedText("Uuden asiointijärjestelmän käyttö", "digital", "colleague"),
    NeedText("Taulukkolaskennan jatkotaidot", "digital", "courses", "future"),
    NeedText("Tietoturvan kertaus", "digital", "self-study"),
    NeedText("Teamsin käyttö tiimin työssä", "digital", "micro-training"),
    NeedText("Haastavien asiakastilanteiden hoitaminen", "interaction", "training"),
    NeedText("Palautteen antaminen ja saaminen", "interaction", "feedback"),
    NeedText("Selkokieli ja ymmärrettävä viestintä", "interaction", "webinars"),
    NeedText("Ruotsinkielinen asiakaspalvelu", "interaction", "courses", "future"),
    NeedText("Työn suunnittelu ja ajankäyttö", "self-leadership", "conversations"),
    NeedText("Keskeytysten hallinta", "self-leadership", "trials"),
    NeedText("Sijaistaminen toisessa työpisteessä", "professional", "rotation"),
    NeedText("Ensiaputaidot", "professional", "courses"),
    NeedText("Muutoksessa toimiminen", "learning", "conversations"),
    NeedText("Projektityön perustaidot", "problem-solving", "projects", "future"),
    NeedText("Uuden työntekijän perehdyttäminen", "interaction", "induction"),
    NeedText("Oppimisen tuen uusi lainsäädäntö", "professional", "training", "now", "education"),
    NeedText("Samanaikaisopetus", "interaction", "peer-visits", "now", "education"),
    NeedText("Tekoäly oppilaiden työskentelyssä", "digital", "networks", "future", "education"),
    NeedText("Suomi toisena kielenä -opetus", "professional", "courses", "future", "education"),
    NeedText(
        "Ristiriitojen ratkaiseminen oppilaiden kanssa",
        "interaction",
        "training",
        "now",
        "education",
    ),
    NeedText("Lapsen tuen kirjaaminen", "professional", "colleague", "now", "care"),
    NeedText("Kuvatuki ja viittomat arjessa", "professional", "micro-training", "now", "care"),
    NeedText("Monikielisten perheiden kohtaaminen", "interaction", "webinars", "future", "care"),
    NeedText("Pienryhmäpedagogiikka", "professional", "peer-visits", "now", "care"),
    NeedText("Tunne- ja vuorovaikutustaitojen tukeminen", "interaction", "training", "now", "care"),
    NeedText("Tieturvakortin uusiminen", "professional", "courses", "now", "technical"),
    NeedText("Kunnossapidon sähköinen kirjaaminen", "digital", "by-doing", "now", "technical"),
    NeedText("Hulevesien hallinta", "professional", "seminars", "future", "technical"),
    NeedText("Uuden kaluston käyttö", "professional", "side-by-side", "now", "technical"),
    NeedText("Urakan valvonta ja sopimukset", "problem-solving", "experts", "future", "technical"),
    NeedText(
        "Ergonominen työskentely", "self-leadership", "micro-training", "now", "kitchen_cleaning"
    ),
    NeedText("Siivouksen laadun arviointi", "professional", "together", "now", "kitchen_cleaning"),
    NeedText("Erityisruokavaliot", "professional", "training", "now", "kitchen_cleaning"),
    NeedText(
        "Omavalvonnan sähköinen kirjaaminen", "digital", "colleague", "now", "kitchen_cleaning"
    ),
    NeedText("Kasvisruoat suurkeittiössä", "professional", "courses", "future", "kitchen_cleaning"),
    NeedText("Digituen antaminen asiakkaille", "digital", "networks", "now", "library"),
    NeedText("Nuorten verkkotyö", "professional", "webinars", "future", "library"),
    NeedText("Turvallisuus yksin työskennellessä", "self-leadership", "training", "now", "library"),
    NeedText("Tapahtumatuotanto", "problem-solving", "projects", "future", "library"),
    NeedText("Hankintaosaaminen", "professional", "training", "now", "office"),
    NeedText("Raportointi ja tiedon esittäminen", "digital", "courses", "now", "office"),
    NeedText("Selkeä virkakieli", "interaction", "micro-training", "now", "office"),
    NeedText("Palkkajärjestelmän uudet toiminnot", "digital", "remote-training", "now", "office"),
    NeedText("Asiakirjahallinnan perusteet", "professional", "videos", "future", "office"),
)

SUPERVISOR_NEEDS: tuple[NeedText, ...] = (
    NeedText("Muutoksen johtaminen", "strategic-leadership", "training"),
    NeedText("Vaikeiden asioiden puheeksi ottaminen", "leading-interaction", "work-supervision"),
    NeedText("Osaamisen johtamisen malli käytännössä", "competence-leadership", "self-study"),
    NeedText("Työlainsäädännön muutokset", "employment", "webinars"),
    NeedText("Rekrytointi ja perehdytyksen suunnittelu", "employment", "micro-training"),
    NeedText("Tavoitteiden asettaminen ja seuranta", "performance", "mentoring"),
    NeedText("Talouden seuranta ja ennakointi", "finance-data", "training"),
    NeedText("Tiedolla johtamisen välineet", "finance-data", "remote-training", "future"),
    NeedText("Varhaisen tuen malli", "work-ability", "training"),
    NeedText("Hankintojen valmistelu esihenkilönä", "finance-data", "experts", "future"),
)
