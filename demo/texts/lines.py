"""Lines (linjaukset) that the city manager's and the service areas' leadership groups set for a
year (requirements 31, 43, 44, 46, 68). Three languages, since everybody reads them."""

from typing import NamedTuple

from core.fields import Translated


class Line(NamedTuple):
    """`area` is "city", "shared_services", "wellbeing" or "environment"."""

    year: int
    area: str
    text: Translated


def _line(year: int, area: str, fi: str, sv: str, en: str) -> Line:
    return Line(year, area, Translated(fi=fi, sv=sv, en=en))


LINES: tuple[Line, ...] = (
    _line(
        2025,
        "city",
        "Jokainen opettelee käyttämään tekoälyä omassa työssään turvallisesti.",
        "Alla lär sig att använda artificiell intelligens säkert i sitt arbete.",
        "Everybody learns to use artificial intelligence safely in their work.",
    ),
    _line(
        2025,
        "city",
        "Uusi organisaatio rakennetaan yhdessä: esihenkilöt saavat tukea muutoksen johtamiseen.",
        "Den nya organisationen byggs tillsammans: cheferna får stöd i att leda förändringen.",
        "The new organisation is built together: supervisors get support in leading the change.",
    ),
    _line(
        2025,
        "city",
        "Työhyvinvointia tehdään arjessa, ei erillisinä tempauksina.",
        "Välbefinnandet i arbetet skapas i vardagen, inte genom enskilda kampanjer.",
        "Wellbeing at work is made in daily work, not by separate campaigns.",
    ),
    _line(
        2026,
        "city",
        "Opimme työssä ja toisiltamme. Koulutus on yksi keino muiden joukossa.",
        "Vi lär oss i arbetet och av varandra. Utbildning är ett sätt bland andra.",
        "We learn at work and from each other. Training is one way among others.",
    ),
    _line(
        2026,
        "city",
        "Tekoäly otetaan hyötykäyttöön kirjaamisessa, viestinnässä ja tiedonhaussa.",
        "Artificiell intelligens används i dokumentation, kommunikation och informationssökning.",
        "Artificial intelligence is put to use in record keeping, communication and search.",
    ),
    _line(
        2026,
        "city",
        "Esihenkilöt seuraavat taloutta ja lukuja kuukausittain tiiminsä kanssa.",
        "Cheferna följer ekonomin och siffrorna varje månad tillsammans med teamet.",
        "Supervisors follow finances and figures monthly with their team.",
    ),
    _line(
        2027,
        "city",
        "Osaaminen kulkee yli yksikkörajojen: jokainen yksikkö järjestää kollegavierailuja.",
        "Kunnandet rör sig över enhetsgränserna: varje enhet ordnar kollegabesök.",
        "Competence crosses units: every unit arranges peer visits.",
    ),
    _line(
        2027,
        "city",
        "Eläkkeelle jäävien osaaminen siirretään ajoissa työparina oppimalla.",
        "Kompetensen hos dem som går i pension förs vidare i tid genom parvis lärande.",
        "The competence of those retiring is passed on in time by side-by-side learning.",
    ),
    _line(
        2025,
        "shared_services",
        "Yhteiset palvelut tukee palvelualueita siirtymässä: ohjeet ovat lyhyitä ja ajan tasalla.",
        "Gemensamma tjänster stöder serviceområdena i övergången: korta och aktuella anvisningar.",
        "Shared services support the areas in the change: instructions are short and up to date.",
    ),
    _line(
        2026,
        "shared_services",
        "Jokaisella tehtävällä on osaava sijainen.",
        "Varje uppgift har en kunnig vikarie.",
        "Every task has somebody able to stand in.",
    ),
    _line(
        2026,
        "shared_services",
        "Hankintaosaamista vahvistetaan yhdessä palvelualueiden kanssa.",
        "Upphandlingskompetensen stärks tillsammans med serviceområdena.",
        "Procurement skills are strengthened together with the service areas.",
    ),
    _line(
        2027,
        "shared_services",
        "Tietoa tuotetaan päätösten tueksi helposti luettavassa muodossa.",
        "Kunskap tas fram som stöd för beslut i en form som är lätt att läsa.",
        "Data is produced to support decisions in a form that is easy to read.",
    ),
    _line(
        2025,
        "wellbeing",
        "Lasten ja nuorten tuki rakennetaan arkeen, ja osaamista siihen jaetaan ryhmissä.",
        "Stödet för barn och unga byggs in i vardagen, och kunnandet delas i grupperna.",
        "Support for children and young people is built into daily life, and skills are shared.",
    ),
    _line(
        2026,
        "wellbeing",
        "Oppimisen tuen uusi lainsäädäntö otetaan haltuun yhdessä.",
        "Den nya lagstiftningen om stöd för lärande tas i bruk tillsammans.",
        "The new legislation on support for learning is taken into use together.",
    ),
    _line(
        2026,
        "wellbeing",
        "Monikielisten lasten ja perheiden kohtaamista vahvistetaan joka yksikössä.",
        "Bemötandet av flerspråkiga barn och familjer stärks i varje enhet.",
        "Meeting multilingual children and families is strengthened in every unit.",
    ),
    _line(
        2027,
        "wellbeing",
        "Liikunta, kirjasto, nuoriso ja koulu suunnittelevat toimintaa yhdessä.",
        "Idrott, bibliotek, ungdomsarbete och skola planerar verksamhet tillsammans.",
        "Sports, library, youth work and schools plan activities together.",
    ),
    _line(
        2025,
        "environment",
        "Turvallinen työ menee kaiken edelle: jokainen läheltä piti -tilanne käydään läpi.",
        "Säkert arbete går före allt annat: varje tillbud gås igenom.",
        "Safe work comes first: every near miss is gone through.",
    ),
    _line(
        2026,
        "environment",
        "Työkierto kohteiden välillä kuuluu jokaisen tiimin vuoteen.",
        "Arbetsrotation mellan objekten hör till varje teams år.",
        "Job rotation between sites belongs to every team's year.",
    ),
    _line(
        2026,
        "environment",
        "Sähköiset työvälineet otetaan käyttöön kentällä, keittiöissä ja siivouksessa.",
        "Digitala verktyg tas i bruk på fältet, i köken och i städningen.",
        "Digital tools are taken into use in the field, in kitchens and in cleaning.",
    ),
    _line(
        2027,
        "environment",
        "Kestävät hankinnat ja hävikin vähentäminen ovat jokaisen osaamista.",
        "Hållbara upphandlingar och mindre svinn hör till allas kompetens.",
        "Sustainable procurement and cutting waste are everybody's competence.",
    ),
)
