"""Agreed texts that tell of the work of one kind of unit."""

from collections.abc import Mapping

from demo.texts import Flavour, Texts

FLAVOURED: Mapping[Flavour, Texts] = {
    "education": {
        "core-tasks": (
            "Oman luokan opetus, yhteistyö kotien kanssa ja vastuu yhdestä koulun tiimistä.",
            "Erityisopetus painottuu tänä vuonna alkuopetukseen ja samanaikaisopetukseen.",
            "Oppilaan ohjaaminen oppitunneilla ja välitunneilla sekä iltapäivätoiminta kahtena "
            "päivänä.",
        ),
        "successes": (
            "Samanaikaisopetus toimi, ja oppilaat saivat tukea omassa luokassaan.",
            "Luokan ryhmäytyminen onnistui. Kiusaamistilanteet vähenivät selvästi.",
            "Yhteinen suunnitteluaika saatiin lukujärjestykseen ja sitä käytettiin hyvin.",
        ),
        "challenges": (
            "Tuen tarpeet lisääntyivät kesken vuoden. Työnjako tarkistetaan rehtorin kanssa.",
            "Wilma-viestejä tulee paljon iltaisin. Sovittiin koulun yhteiset vastausajat.",
            "Kirjaaminen oppimisen tuen asiakirjoihin vie aikaa. Mallipohjat otetaan käyttöön.",
        ),
        "meaning": (
            "Oppilaan oivallus on työn paras hetki.",
            "Tiivis opettajatiimi tekee työstä mukavaa, ja luokka tuntuu omalta.",
        ),
        "resources": (
            "Työpari rinnakkaisluokassa on paras tuki.",
            "Koulunkäynninohjaajan läsnäolo tuo työrauhaa oppitunneille.",
        ),
        "strain": (
            "Melu ja levottomuus välitunneilla kuormittavat. Valvontavuorot jaetaan uudelleen.",
            "Arviointiviikot ovat raskaita. Kokeet porrastetaan tiimin kesken.",
        ),
        "current-competence": (
            "Vahva lukemisen opettamisen osaaminen. Pitää pienen koulutushetken kollegoille.",
            "Ryhmänhallinta on hyvä, ja siitä voi muut oppia samanaikaisopetuksessa.",
        ),
        "future-competence": (
            "Oppimisen tuen uusi laki pitää hallita arjessa.",
            "Suomi toisena kielenä -opetus kiinnostaa. Siihen haetaan täydennyskoulutusta.",
            "Tekoäly oppilaiden työskentelyssä vaatii yhteiset pelisäännöt.",
        ),
        "development-support": (
            "Käy seuraamassa kollegan tunteja kaksi kertaa lukukaudessa.",
            "Oppimisen tuen koulutus käydään koko koulun kanssa suunnittelupäivänä.",
        ),
    },
    "care": {
        "core-tasks": (
            "Lapsiryhmän hoito, kasvatus ja opetus yhdessä tiimin kanssa sekä vasut.",
            "Vastaa ryhmän pedagogiikan suunnittelusta ja yhteistyöstä huoltajien kanssa.",
            "Perhepäivähoito omassa kodissa ja varahoito sovittuina päivinä.",
        ),
        "successes": (
            "Pienryhmätoiminta rauhoitti aamupäivät, ja jokainen lapsi tuli kuulluksi.",
            "Aloituskäynnit uusien perheiden kanssa onnistuivat hyvin.",
            "Ulkoilun uusi porrastus toi tilaa leikille ja helpotti siirtymiä.",
        ),
        "challenges": (
            "Siirtymätilanteet ovat levottomia. Kuvatukea lisätään kaikkiin ryhmiin.",
            "Suunnitteluaika jää usein pitämättä. Se merkitään työvuorolistaan.",
            "Huoltajien kanssa puhuminen vaikeasta asiasta jännittää. Sitä harjoitellaan tiimissä.",
        ),
        "meaning": (
            "Lasten ilo ja luottamus tekevät työstä tärkeää.",
            "Tiimissä nauretaan paljon, ja se kantaa pitkälle.",
        ),
        "resources": (
            "Tiimipalaveri joka toinen viikko antaa tukea ja suunnan.",
            "Erityisopettajan käynnit ryhmässä auttavat arjen ratkaisuissa.",
        ),
        "strain": (
            "Melu kuormittaa. Ryhmä jaetaan pienempiin myös iltapäivällä.",
            "Sijaisten vaihtuvuus näkyy lapsissa. Sama sijainen pyydetään useammin.",
        ),
        "current-competence": (
            "Musiikki ja liikunta ovat vahvuuksia. Vetää yhteisen lauluhetken koko talolle.",
            "Osaa kohdata huolestuneen vanhemman rauhallisesti.",
        ),
        "future-competence": (
            "Monikielisten perheiden kohtaaminen ja kuvatuki kiinnostavat.",
            "Lapsen tuen kirjaaminen uuden ohjeen mukaan pitää oppia.",
            "Digitaalinen pedagogiikka: tabletin käyttö lasten kanssa tekemiseen.",
        ),
        "development-support": (
            "Tutustuu toisen päiväkodin pienryhmätoimintaan yhden päivän ajan.",
            "Tunne- ja vuorovaikutustaitojen koulutus käydään koko tiimin kanssa.",
        ),
    },
    "technical": {
        "core-tasks": (
            "Katujen ja kevyen liikenteen väylien kunnossapito sekä talvella päivystys.",
            "Puistojen hoito, istutukset ja kausityöntekijöiden ohjaaminen kesällä.",
            "Kaupungin mittaustyöt ja kartta-aineiston ylläpito.",
        ),
        "successes": (
            "Talven auraukset hoituivat ajallaan, ja palaute oli parempaa kuin ennen.",
            "Puiston kunnostus valmistui etuajassa ja budjetissa.",
            "Läheltä piti -ilmoitusten määrä kasvoi, kun niitä käytiin läpi joka viikko.",
        ),
        "challenges": (
            "Kaluston rikkoutuminen hidasti työtä. Huollot aikataulutetaan uudelleen.",
            "Urakoitsijan kanssa oli epäselvyyttä vastuista. Aloituspalaveri pidetään jatkossa "
            "aina.",
            "Työmaan ja toimiston välillä tieto kulki huonosti. Tilanne käydään läpi aamuisin.",
        ),
        "meaning": (
            "On hienoa nähdä valmis työ ja kuulla kaupunkilaisten kiitos.",
            "Ulkotyö ja hyvä porukka pitävät motivaation yllä.",
        ),
        "resources": (
            "Aamupalaveri ja selkeä työnjako auttavat.",
            "Kokeneen työparin neuvot ovat kentällä tärkeitä.",
        ),
        "strain": (
            "Päivystysviikot kasautuvat samoille. Vuorot jaetaan tasaisemmin.",
            "Yksin työskentely syrjäisissä kohteissa sovitaan ilmoitettavaksi työparille.",
        ),
        "current-competence": (
            "Konekuski, joka tuntee koko katuverkon. Tieto siirretään kartalle.",
            "Kasvituntemus on erinomainen. Ohjaa kesätyöntekijöitä.",
        ),
        "future-competence": (
            "Sähköiset kunnossapitokirjaukset puhelimella.",
            "Hulevesien hallinta ja monimuotoiset viheralueet.",
            "Tietomallit ja dronen käyttö mittauksessa.",
        ),
        "development-support": (
            "Tieturva- ja työturvallisuuskortti uusitaan keväällä.",
            "Opettelee toisen koneen käytön kokeneemman kuljettajan rinnalla.",
        ),
    },
    "kitchen_cleaning": {
        "core-tasks": (
            "Koulun ja päiväkodin ylläpitosiivous kahdessa kohteessa.",
            "Aterioiden valmistus ja erityisruokavaliot keskuskeittiöllä.",
            "Jakelukeittiön työ ja ruokailun valvonta sekä tilaukset.",
        ),
        "successes": (
            "Uusi siivousjärjestys säästi aikaa, ja laatu pysyi hyvänä.",
            "Ruokahävikki pieneni, kun annosmääriä seurattiin viikoittain.",
            "Erityisruokavaliot hoituivat virheittä koko vuoden.",
        ),
        "challenges": (
            "Kaksi kohdetta päivässä tekee aikataulusta tiukan. Järjestystä muutetaan.",
            "Konerikko keittiössä viivästytti lounasta. Varasuunnitelma kirjoitetaan.",
            "Siivousaineiden tilaukset myöhästyivät. Tilausrytmi sovitaan uudelleen.",
        ),
        "meaning": (
            "Puhtaat tilat ja hyvä ruoka ovat tärkeitä koko talolle. Siitä tulee kiitosta.",
            "Lasten hyvä ruokahalu on paras palaute.",
        ),
        "resources": (
            "Työpari ja yhteinen aamukahvi antavat hyvän alun päivälle.",
            "Uudet siivousvaunut ja moppijärjestelmä helpottavat työtä.",
        ),
        "strain": (
            "Nostot ja kurotukset kuormittavat. Apuvälineet ja työasennot käydään läpi.",
            "Keittiön kuumuus kesällä: tauot porrastetaan ja ilmastointi tarkistetaan.",
        ),
        "current-competence": (
            "Pintamateriaalit ja aineet ovat hyvin hallussa. Opastaa uudet työntekijät.",
            "Osaa suunnitella ruokalistan niin, että raaka-aineet tulevat käytetyiksi.",
        ),
        "future-competence": (
            "Kasvisruokien valmistus ja uudet raaka-aineet.",
            "Siivouksen laadun arviointi ja sähköinen kirjaaminen puhelimella.",
            "Omavalvonnan uusi ohjelma otetaan käyttöön.",
        ),
        "development-support": (
            "Työkierto toisessa kohteessa viikon ajan.",
            "Hygieniapassi ja erityisruokavaliokoulutus päivitetään.",
        ),
    },
    "library": {
        "core-tasks": (
            "Asiakaspalvelu, aineistot ja lukemisen edistäminen kouluissa.",
            "Nuorten avoin toiminta, pienryhmät ja jalkautuminen koululle.",
            "Liikuntaryhmien ohjaus ja uimahallin valvonta.",
        ),
        "successes": (
            "Kirjavinkkaukset tavoittivat kaikki neljännet luokat.",
            "Nuorisotilan kävijämäärä kasvoi, ja nuoret suunnittelivat ohjelmaa itse.",
            "Ikäihmisten liikuntaryhmät täyttyivät, ja palaute oli kiitettävää.",
        ),
        "challenges": (
            "Omatoimiajan häiriöt. Niihin sovittiin yhteinen toimintatapa vartioinnin kanssa.",
            "Iltavuorojen sijaisia on vaikea löytää.",
            "Tapahtumien viestintä jäi viime tippaan. Vuoden tapahtumat suunnitellaan tammikuussa.",
        ),
        "meaning": (
            "On palkitsevaa, kun asiakas löytää etsimänsä ja tulee uudelleen.",
            "Nuorten luottamus on työn ydin.",
        ),
        "resources": (
            "Pieni tiimi, jossa jokainen auttaa.",
            "Verkosto naapurikuntien kanssa antaa ideoita ja vertaistukea.",
        ),
        "strain": (
            "Iltavuorot ja viikonloput kuormittavat. Listat julkaistaan aiemmin.",
            "Yksin vuorossa oleminen tuntuu turvattomalta. Turvallisuusohje kerrataan.",
        ),
        "current-competence": (
            "Lasten kirjallisuuden tuntemus on laaja. Sitä käytetään kouluyhteistyössä.",
            "Osaa innostaa nuoria mukaan tekemään.",
        ),
        "future-competence": (
            "Digituki asiakkaille ja tekoälyn peruskysymykset.",
            "Nuorten verkkotyö ja pelikulttuuri.",
            "Tapahtumatuotanto ja turvallisuussuunnitelmat.",
        ),
        "development-support": (
            "Tutustumiskäynti naapurikunnan omatoimikirjastoon.",
            "Ensiapu- ja vesipelastustaidot kerrataan keväällä.",
        ),
    },
    "office": {
        "core-tasks": (
            "Asiakaspalvelu, asioiden valmistelu ja päätösten toimeenpano.",
            "Palkanlaskenta ja esihenkilöiden neuvonta palvelussuhteen asioissa.",
            "Hankkeen koordinointi, raportointi ja yhteistyö kumppanien kanssa.",
        ),
        "successes": (
            "Sähköinen asiointi otettiin käyttöön ja puhelut vähenivät.",
            "Tilinpäätös valmistui ajallaan, vaikka organisaatio vaihtui.",
            "Lupien käsittelyaika lyheni, kun työvaiheet käytiin läpi yhdessä.",
        ),
        "challenges": (
            "Tieto on monessa järjestelmässä. Yhteinen kansiorakenne tehdään kevään aikana.",
            "Valmistelun aikataulut ovat tiukkoja. Määräpäivät viedään yhteiseen kalenteriin.",
            "Tehtävälle ei ole sijaista. Työohje kirjoitetaan ja sijainen nimetään.",
        ),
        "meaning": (
            "Työ näkyy siinä, että muut voivat tehdä oman työnsä hyvin.",
            "Asiakkaan asian ratkeaminen tuntuu edelleen hyvältä.",
        ),
        "resources": (
            "Etätyö antaa rauhaa keskittymistä vaativaan työhön.",
            "Kollegan kanssa tehty ristiintarkistus vähentää virheitä.",
        ),
        "strain": (
            "Kuukauden vaihteet ovat kiireisiä. Muu työ sijoitetaan toisille viikoille.",
            "Jatkuvat viestit pirstovat päivää. Ilmoitukset suljetaan kahdeksi tunniksi.",
        ),
        "current-competence": (
            "Järjestelmäosaaminen on vahvaa. Pitää lyhyen opastuksen palvelualueille.",
            "Kirjoittaa selkeää kieltä. Auttaa muita päätöstekstien muokkaamisessa.",
        ),
        "future-competence": (
            "Tekoälyavusteinen valmistelu ja sen rajat.",
            "Raportointi: tiedon yhdistäminen ja esittäminen kuvina.",
            "Hankintalain muutokset ja sopimusten hallinta.",
        ),
        "development-support": (
            "Raportointivälineen kurssi keväällä ja oma harjoitustyö heti perään.",
            "Osallistuu KT:n webinaareihin ja kokoaa tiimille tiivistelmän.",
        ),
    },
}
