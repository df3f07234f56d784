"""What each side wrote before the talk: the employee in the first person, the supervisor of the
employee without a name. Keys are the questions of conversations.defaults."""

from demo.texts import Texts

EMPLOYEE: Texts = {
    "core-tasks": (
        "Perustyö vie suurimman osan ajasta. Perehdyttäminen on tullut lisää.",
        "Työnkuva pitää paikkansa, paitsi että teen nykyään myös tilaukset.",
        "Aloitin uudessa tiimissä keväällä, ja tehtävät alkavat olla selvät.",
        "Haluaisin käydä läpi, mitkä tehtävät ovat oikeasti minun.",
        "Teen samaa työtä kuin ennen, mutta asiakkaita on enemmän.",
        "Olen sijaistanut usein toisessa yksikössä. Sekin kuuluisi kirjata.",
    ),
    "successes": (
        "Opin uuden ohjelman nopeasti ja neuvoin muitakin.",
        "Sain hyvää palautetta asiakkaalta, ja se lämmitti pitkään.",
        "Onnistuin sanomaan ajoissa, että en ehdi kaikkea.",
        "Perehdytin kaksi uutta työntekijää, ja he pärjäävät hyvin.",
        "Kokeilin uutta tapaa, ja se jäi käyttöön.",
        "Selvisin vaikeasta tilanteesta rauhallisesti.",
        "Saimme yhdessä valmiiksi asian, joka oli roikkunut pitkään.",
    ),
    "challenges": (
        "Kiire syksyllä. En ehtinyt tehdä asioita niin hyvin kuin olisin halunnut.",
        "Uusi järjestelmä takkuaa vielä. Tarvitsisin rauhallisen hetken harjoitteluun.",
        "En aina tiedä, kuka päättää mistäkin.",
        "Tieto muutoksista tulee joskus viime tingassa.",
        "Sijaisia ei ollut, ja jouduimme venymään.",
        "Minun on vaikea antaa kollegalle palautetta.",
    ),
    "meaning": (
        "Tuntuu, että työlläni on väliä.",
        "Viihdyn tiimissä. Kahvitauolla nauretaan.",
        "Parasta on, kun asiakas lähtee hyvillä mielin.",
        "Toivoisin, että onnistumisista puhuttaisiin enemmän.",
        "Pidän siitä, että jokainen päivä on erilainen.",
    ),
    "resources": (
        "Työkaverit auttavat, kun pyytää.",
        "Joustava työaika on minulle tärkeä.",
        "Saisin voimia siitä, että palautetta tulisi useammin.",
        "Työparin kanssa tekeminen helpottaa.",
        "Saan esihenkilöltä apua nopeasti.",
    ),
    "strain": (
        "Jatkuvat keskeytykset. Toivon rauhallista aamua ainakin kahtena päivänä.",
        "Työn määrä vaihtelee paljon viikosta toiseen.",
        "Meteli. Rauhallinen tila auttaisi.",
        "Välineitä pitää hakea kaukaa.",
        "Kuormitus on tällä hetkellä sopiva.",
    ),
    "current-competence": (
        "Osaan perustyön hyvin. Voisin opastaa muita.",
        "Olen hyvä järjestämään asioita, mutta sitä ei juuri käytetä.",
        "Minulla on vanha ammatti, josta voisi olla hyötyä.",
        "Tietotekniikka sujuu. Muut kysyvät minulta usein.",
        "Osaan ruotsia ja englantia. Voisin palvella asiakkaita niillä.",
    ),
    "future-competence": (
        "Tekoälystä haluaisin oppia perusteet.",
        "Haluaisin oppia toisen työpisteen työt.",
        "Lainsäädännön muutokset mietityttävät.",
        "Kiinnostaisi päästä mukaan projektiin.",
        "Toivoisin lisää taitoja vaikeisiin asiakastilanteisiin.",
        "Haluaisin joskus kokeilla vastuutehtävää.",
    ),
    "development-support": (
        "Opin parhaiten tekemällä työkaverin kanssa.",
        "Tarvitsen aikaa, enemmän kuin kurssia.",
        "Haluaisin käydä katsomassa, miten muualla tehdään.",
        "Lyhyt verkkokurssi työajalla olisi hyvä.",
        "Mentori auttaisi.",
    ),
    "leadership-review": (
        "Tunnen tiimini hyvin. Talousasiat vievät minulta vielä liikaa aikaa.",
        "Muutos vietiin läpi, mutta viestintä olisi voinut alkaa aiemmin.",
        "Annan kiitosta liian harvoin.",
        "Vaikeat keskustelut ovat alkaneet sujua.",
    ),
    "leadership-development": (
        "Haluan oppia jakamaan vastuuta.",
        "Tiedolla johtaminen kiinnostaa, kunhan saan siihen käytännön esimerkkejä.",
        "Vertaisryhmä muiden esihenkilöiden kanssa olisi hyödyllinen.",
        "Työlainsäädännön kertaus on paikallaan.",
    ),
    "feedback-to-supervisor": (
        "Saan tehdä työni rauhassa, kiitos luottamuksesta.",
        "Toivoisin, että kävisit useammin paikan päällä.",
        "Muutoksista haluaisin kuulla aiemmin.",
        "Palautetta voisi tulla lisää, myös kehittävää.",
        "Olet reilu, ja se on tärkeintä.",
    ),
    "anything-else": (
        "Lomatoiveeni ovat samat kuin viime vuonna.",
        "Haluaisin puhua etätyöstä.",
        "Ei tällä kertaa.",
        "Kysyisin opintovapaasta.",
    ),
}

SUPERVISOR: Texts = {
    "core-tasks": (
        "Tehtäväkuva on ajan tasalla. Perehdyttäjän rooli lisätään.",
        "Tarkistetaan yhdessä, mitä voidaan jättää pois.",
        "Vastuut ovat muuttuneet organisaation myötä, käydään läpi.",
        "Työn painopiste siirtyy ensi vuonna asiakastyöhön.",
    ),
    "successes": (
        "Otti uuden järjestelmän haltuun ensimmäisten joukossa.",
        "Hoiti vaikean asiakastilanteen esimerkillisesti.",
        "Perehdytti uuden työntekijän suunnitelmallisesti.",
        "Toi palaveriin parannuksen, joka otettiin käyttöön.",
        "Piti sovitut aikataulut kiireestä huolimatta.",
    ),
    "challenges": (
        "Ottaa helposti liikaa tehtäviä. Mietitään tärkeysjärjestystä.",
        "Kirjaaminen jää joskus myöhään. Mikä auttaisi?",
        "Muutokset tuntuvat raskailta. Miten voin tukea paremmin?",
        "Palautteen antaminen työkavereille on vaikeaa.",
    ),
    "meaning": (
        "Innostuu, kun saa kehittää. Annetaan sille tilaa.",
        "Tuo tiimiin hyvää mieltä.",
        "Kysyn, mikä työssä tuntuu nyt tärkeimmältä.",
    ),
    "resources": (
        "Mitä tukea toivot minulta?",
        "Työpari on toiminut hyvin, jatketaan.",
        "Sovitaan säännöllinen lyhyt juttuhetki.",
    ),
    "strain": (
        "Keskeytyksiä on paljon. Kokeillaan rauhallista tuntia.",
        "Työmäärä kasaantui syksyllä. Katsotaan jakoa.",
        "Miten työpäivät ovat riittäneet?",
    ),
    "current-competence": (
        "Ammattitaito on vahva. Voisiko siitä opettaa muille?",
        "Asiakastyö on selvä vahvuus.",
        "Digitaitoja voisi hyödyntää koko tiimissä.",
    ),
    "future-competence": (
        "Tehtävä muuttuu: sähköinen kirjaaminen laajenee.",
        "Tarvitsemme sijaisosaamista kahteen työpisteeseen.",
        "Tekoälyn perusteet tulevat kaikille.",
        "Lakimuutos vaatii perehtymistä ennen syksyä.",
    ),
    "development-support": (
        "Työkierto voisi sopia tähän tarpeeseen paremmin kuin kurssi.",
        "Järjestän aikaa harjoitteluun.",
        "Pyydetään kollegavierailu toiseen yksikköön.",
    ),
    "leadership-review": (
        "Tiimi voi hyvin, ja keskustelut on pidetty. Talouden ennakointi kaipaa rutiinia.",
        "Rekrytoinnit ovat onnistuneet. Delegointia voisi vielä lisätä.",
        "Ottaa vaikeatkin asiat puheeksi ajoissa.",
    ),
    "leadership-development": (
        "Valmentava ote ja vastuun jakaminen tiimille.",
        "Tiedolla johtaminen yhdessä talouspalvelujen kanssa.",
        "Oma verkosto muiden esihenkilöiden kanssa.",
    ),
    "feedback-to-supervisor": (
        "Kysyn, missä voisin itse toimia paremmin.",
        "Saako minulta riittävästi palautetta?",
    ),
    "anything-else": (
        "Lomat ja sijaistukset.",
        "Väliarvion ajankohta.",
    ),
}
