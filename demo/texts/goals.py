"""Goals: what, how it is learned (key of the 70-20-10 catalogue), how one knows, which competence.

`SUPERVISOR_GOALS` are for those who lead people. `flavour` empty: fits anybody."""

from typing import NamedTuple

from demo.texts import Flavour


class GoalText(NamedTuple):
    title: str
    way: str
    measure: str
    competence: str
    flavour: Flavour | None = None


GOALS: tuple[GoalText, ...] = (
    GoalText(
        "Opin tekoälyn peruskäytön ja sen rajat omassa työssäni",
        "webinars",
        "Olen käynyt koulutuksen ja kokeillut yhtä tehtävää turvallisesti",
        "digital",
    ),
    GoalText(
        "Osaan tehdä toisen työpisteen perustehtävät",
        "rotation",
        "Olen sijaistanut viikon ilman apua",
        "professional",
    ),
    GoalText(
        "Opastan uuden työntekijän alusta loppuun",
        "induction",
        "Perehdytyslista on käyty läpi ja uusi työntekijä työskentelee itsenäisesti",
        "interaction",
    ),
    GoalText(
        "Annan ja pyydän palautetta säännöllisesti",
        "feedback",
        "Palautehetki työparin kanssa kerran kuussa",
        "interaction",
    ),
    GoalText(
        "Suunnittelen työviikkoni niin, että tärkein tulee tehtyä ensin",
        "by-doing",
        "Viikkosuunnitelma on käytössä, ja keskeytyksiä on vähemmän",
        "self-leadership",
    ),
    GoalText(
        "Kokeilen yhtä parannusta työn sujumiseen",
        "trials",
        "Kokeilun tulos on esitelty tiimille",
        "problem-solving",
    ),
    GoalText(
        "Osallistun kaupungin kehittämishankkeeseen",
        "projects",
        "Olen mukana hankeryhmässä ja kerron siitä tiimille",
        "learning",
    ),
    GoalText(
        "Käyn kollegavierailulla toisessa yksikössä ja tuon kaksi ideaa",
        "peer-visits",
        "Ideat on käsitelty tiimipalaverissa",
        "learning",
    ),
    GoalText(
        "Vahvistan taitojani vaikeissa asiakastilanteissa",
        "together",
        "Tilanteet käydään läpi työparin kanssa; varmuus on kasvanut",
        "interaction",
    ),
    GoalText(
        "Kertaan tietoturvan ja tietosuojan perusteet",
        "self-study",
        "Verkkokurssi on suoritettu hyväksytysti",
        "digital",
    ),
    GoalText(
        "Kirjoitan tiimille ohjeen, jota kaikki käyttävät",
        "sharing",
        "Ohje on käytössä ja päivitysvastuu sovittu",
        "problem-solving",
    ),
    GoalText(
        "Pidän lyhyen opastuksen tiimille siitä, minkä osaan hyvin",
        "micro-training",
        "Opastus pidetty, ja siitä on saatu palautetta",
        "professional",
    ),
    GoalText(
        "Siirrän osaamistani työparille ennen eläkkeelle jäämistä",
        "side-by-side",
        "Työpari hoitaa tehtävät itsenäisesti",
        "professional",
    ),
    GoalText(
        "Suoritan ammattitutkinnon osan työn ohessa",
        "courses",
        "Tutkinnon osa on suoritettu",
        "professional",
    ),
    GoalText(
        "Saan tukea mentorilta uudessa tehtävässä",
        "mentoring",
        "Viisi tapaamista on pidetty",
        "learning",
    ),
    GoalText(
        "Otan oppimisen tuen uudet kirjaamistavat käyttöön",
        "colleague",
        "Asiakirjat on tehty uudella tavalla ensimmäiseen arviointiin mennessä",
        "professional",
        "education",
    ),
    GoalText(
        "Suunnittelen samanaikaisopetuksen jakson kollegan kanssa",
        "together",
        "Jakso on pidetty ja arvioitu oppilaiden kanssa",
        "interaction",
        "education",
    ),
    GoalText(
        "Käyn seuraamassa kollegan oppitunteja",
        "peer-visits",
        "Kaksi käyntiä lukukaudessa ja yhteinen purku",
        "professional",
        "education",
    ),
    GoalText(
        "Otan kuvatuen käyttöön kaikissa siirtymissä",
        "trials",
        "Siirtymät sujuvat rauhallisemmin tiimin arvion mukaan",
        "professional",
        "care",
    ),
    GoalText(
        "Vahvistan pienryhmätoimintaa tiimini kanssa",
        "together",
        "Pienryhmät toimivat joka päivä myös iltapäivällä",
        "interaction",
        "care",
    ),
    GoalText(
        "Opin kirjaamaan lapsen tuen uuden ohjeen mukaan",
        "colleague",
        "Vasut on kirjattu ohjeen mukaan syyskuun loppuun",
        "professional",
        "care",
    ),
    GoalText(
        "Opettelen uuden koneen käytön kokeneemman rinnalla",
        "side-by-side",
        "Ajan konetta itsenäisesti talvikauden alkaessa",
        "professional",
        "technical",
    ),
    GoalText(
        "Kirjaan kunnossapitotyöt puhelimella saman päivän aikana",
        "by-doing",
        "Kirjaukset ovat ajan tasalla joka viikko",
        "digital",
        "technical",
    ),
    GoalText(
        "Teen läheltä piti -ilmoituksen aina, kun siihen on aihetta",
        "meetings",
        "Ilmoitukset käydään läpi viikkopalaverissa",
        "self-leadership",
        "technical",
    ),
    GoalText(
        "Otan uuden siivousmenetelmän käyttöön kohteessani",
        "colleague",
        "Menetelmä on käytössä ja laatu arvioitu",
        "professional",
        "kitchen_cleaning",
    ),
    GoalText(
        "Vähennän ruokahävikkiä seuraamalla annosmääriä",
        "trials",
        "Hävikki on pienentynyt kymmenesosan",
        "problem-solving",
        "kitchen_cleaning",
    ),
    GoalText(
        "Opin tekemään kaksi uutta kasvisruokaa suurelle joukolle",
        "training",
        "Ruoat ovat listalla syksyllä",
        "professional",
        "kitchen_cleaning",
    ),
    GoalText(
        "Opastan asiakkaita digitaidoissa kerran viikossa",
        "by-doing",
        "Digituki on toiminut puoli vuotta",
        "digital",
        "library",
    ),
    GoalText(
        "Suunnittelen yhden tapahtuman yhdessä nuorten kanssa",
        "projects",
        "Tapahtuma on pidetty ja palaute koottu",
        "interaction",
        "library",
    ),
    GoalText(
        "Opin raportointivälineen käytön",
        "courses",
        "Kuukausiraportti syntyy uudella välineellä",
        "digital",
        "office",
    ),
    GoalText(
        "Kirjoitan työohjeen tehtävistäni sijaista varten",
        "sharing",
        "Sijainen on hoitanut tehtävät ohjeen avulla",
        "self-leadership",
        "office",
    ),
    GoalText(
        "Hallitsen hankintalain muutokset omassa työssäni",
        "webinars",
        "Seuraava hankinta on valmisteltu uusien ohjeiden mukaan",
        "professional",
        "office",
    ),
)

SUPERVISOR_GOALS: tuple[GoalText, ...] = (
    GoalText(
        "Siirrän kaksi tehtävää tiimin vastuulle",
        "by-doing",
        "Tehtävät hoituvat ilman muistuttamista",
        "performance",
    ),
    GoalText(
        "Käyn luvut läpi tiimin kanssa joka kuukausi",
        "meetings",
        "Luvut ovat palaverin vakioasia",
        "finance-data",
    ),
    GoalText(
        "Harjoittelen valmentavaa otetta työnohjaajan tuella",
        "work-supervision",
        "Viisi työnohjausta pidetty; tiimin palaute kysytty",
        "leading-interaction",
    ),
    GoalText(
        "Avaan strategian tavoitteet tiimin arkeen",
        "conversations",
        "Tiimin vuositavoitteet on kirjattu ja jokainen tietää ne",
        "strategic-leadership",
    ),
    GoalText(
        "Otan kuormituksen puheeksi ajoissa varhaisen tuen mallin mukaan",
        "training",
        "Koulutus käyty, malli käyty läpi tiimissä",
        "work-ability",
    ),
    GoalText(
        "Kertaan työlainsäädännön ja paikalliset sopimukset",
        "webinars",
        "Esihenkilöinfot seurattu ja avoimet kysymykset selvitetty",
        "employment",
    ),
    GoalText(
        "Teen tiimin osaamisesta kuvan ja nimeän oppimisen parit",
        "sharing",
        "Jokaisella tehtävällä on osaava sijainen",
        "competence-leadership",
    ),
    GoalText(
        "Tapaan toisen esihenkilön kerran kuussa vertaiskeskustelussa",
        "networks",
        "Kahdeksan tapaamista pidetty vuoden aikana",
        "competence-leadership",
    ),
)
