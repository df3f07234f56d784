"""The free texts of plans: what a plan rests on, the estimate of the whole staff's professional
competence (449/2007 4 a §, item 4) and how the plan is followed (item 5)."""

from typing import Literal, NamedTuple

from demo.texts import Flavour


class PlanText(NamedTuple):
    starting_points: str
    competence_estimate: str
    follow_up: str


AREA_PLANS: dict[
    Literal["centralised", "shared_services", "wellbeing", "environment"], PlanText
] = {
    "centralised": PlanText(
        "Keskitetty koulutus perustuu kaupungin strategiaan, kaupunginjohtajan johtoryhmän "
        "linjauksiin sekä kehitys- ja osaamiskeskustelujen koonteihin. Painopisteet ovat "
        "tekoälyosaaminen ja työhyvinvointi koko henkilöstölle, muutoksen johtaminen "
        "esihenkilöille sekä projekti-, hankinta- ja talousosaaminen esihenkilöille ja "
        "asiantuntijoille.",
        "Henkilöstön ammatillinen osaaminen on hyvällä tasolla. Vaatimukset muuttuvat, koska työ "
        "digitalisoituu, lainsäädäntö uudistuu ja organisaatio on uusi. Eniten kehitettävää on "
        "tekoälyn ja digitaalisten välineiden käytössä sekä muutoksessa toimimisessa.",
        "Henkilöstöpalvelut seuraa toteutumista puolivuosittain ja kertoo siitä johtoryhmille ja "
        "yt-neuvottelukunnalle. Tulokset kootaan henkilöstökertomukseen ja otetaan huomioon "
        "seuraavan vuoden suunnitelmassa.",
    ),
    "shared_services": PlanText(
        "Yhteiset palvelut tukee kaikkia palvelualueita. Suunnitelma perustuu tiimien "
        "osaamiskeskusteluihin ja linjaukseen, että jokaisella tehtävällä on osaava sijainen.",
        "Asiantuntijaosaaminen on vahvaa, mutta osa siitä on yhden ihmisen varassa. Tehtävät "
        "siirtyvät valmistelusta neuvontaan ja tiedon tuottamiseen, mikä edellyttää digi- ja "
        "viestintätaitoja.",
        "Johtoryhmä käy toteutumisen läpi kesäkuussa ja joulukuussa. Vastuualueet kertovat, mitkä "
        "toimenpiteet ovat toteutuneet ja mitä niistä opittiin.",
    ),
    "wellbeing": PlanText(
        "Suunnitelma perustuu koulujen, päiväkotien ja muiden yksiköiden keskusteluihin sekä "
        "oppimisen tuen lainsäädännön muutokseen. Lasten ja nuorten tuki rakennetaan arkeen.",
        "Henkilöstö on pätevää ja sitoutunutta. Tuen tarpeet ja perheiden kielet ovat "
        "monipuolistuneet, joten tarvitaan yhteisiä menetelmiä, kirjaamisen osaamista ja taitoa "
        "kohdata erilaisia perheitä.",
        "Vastuualueet seuraavat toteutumista lukukausittain. Koonti käsitellään palvelualueen "
        "johtoryhmässä ja rehtorien ja päiväkodinjohtajien ryhmissä.",
    ),
    "environment": PlanText(
        "Suunnitelma perustuu tiimien osaamiskeskusteluihin ja linjaukseen, että turvallinen työ "
        "menee kaiken edelle. Työkierto ja sähköiset välineet kuuluvat jokaisen tiimin vuoteen.",
        "Ammattitaito on vankka ja työkokemus pitkä. Eläkkeelle jäävien osaaminen pitää siirtää "
        "ajoissa. Kirjaaminen ja viestintä siirtyvät puhelimeen, ja uudet säädökset muuttavat "
        "työtapoja.",
        "Esihenkilöt merkitsevät toteutuneet koulutukset ja opit. Johtoryhmä seuraa niitä neljä "
        "kertaa vuodessa talouden seurannan yhteydessä.",
    ),
}

TEAM_PLANS: dict[Flavour, PlanText] = {
    "education": PlanText(
        "Koulun keskusteluissa nousivat esiin oppimisen tuki, yhteisopettajuus ja tekoäly.",
        "Opetuksen perusosaaminen on vahvaa. Uudet kirjaamistavat vaativat harjoittelua.",
        "Toteutuminen käydään läpi henkilöstökokouksessa tammi- ja kesäkuussa.",
    ),
    "care": PlanText(
        "Tiimien keskusteluissa painottuivat lapsen tuki, pienryhmät ja monikieliset perheet.",
        "Kasvatus- ja hoito-osaaminen on hyvää. Kuvatuen ja kirjaamisen taidot vaihtelevat.",
        "Toteutuminen käydään läpi päiväkodin palaverissa lukukausittain.",
    ),
    "technical": PlanText(
        "Tiimin keskusteluissa korostuivat turvallisuus, uusi kalusto ja sähköinen kirjaaminen.",
        "Käytännön osaaminen on vankkaa. Digitaaliset välineet ovat osalle uusia.",
        "Toteutuminen käydään läpi kuukausipalaverissa.",
    ),
    "kitchen_cleaning": PlanText(
        "Tiimin keskusteluissa korostuivat ergonomia, työkierto ja laadun arviointi.",
        "Ammattitaito on hyvä. Sijaistamista varten tarvitaan osaamista useasta kohteesta.",
        "Toteutuminen käydään läpi tiimipalaverissa neljä kertaa vuodessa.",
    ),
    "library": PlanText(
        "Tiimin keskusteluissa korostuivat asiakkaiden digituki, turvallisuus ja tapahtumat.",
        "Asiakaspalvelu ja ohjaaminen ovat vahvuuksia. Digituen taidot vaihtelevat.",
        "Toteutuminen käydään läpi tiimipalaverissa kerran vuosineljänneksessä.",
    ),
    "office": PlanText(
        "Tiimin keskusteluissa korostuivat sijaistaminen, tekoäly ja selkeä kieli.",
        "Asiantuntemus on vahvaa. Osa tehtävistä on yhden osaajan varassa.",
        "Toteutuminen käydään läpi tiimipalaverissa kesä- ja joulukuussa.",
    ),
}

# What a leadership group says of a plan in review, and HR's answer.
COMMENTS: tuple[tuple[str, str], ...] = (
    (
        "Työkierrolle pitäisi varata enemmän aikaa kuin koulutuspäiville.",
        "Lisättiin työkierto kahteen toimenpiteeseen.",
    ),
    (
        "Tekoälykoulutus pitää saada myös niille, joilla ei ole omaa tietokonetta.",
        "Koulutus järjestetään myös yksiköissä yhteisellä laitteella.",
    ),
    (
        "Kustannukset ovat maltillisia. Toimenpiteiden vastuut voisi vielä tarkentaa.",
        "Vastuut tarkennettiin yksiköittäin.",
    ),
    (
        "Hankintaosaaminen koskee myös rehtoreita ja päiväkotien johtajia.",
        "Kohderyhmää laajennettiin.",
    ),
)
