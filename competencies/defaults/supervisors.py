"""The seven shared competences of supervisors (requirement 32), in the project's own words."""

from competencies.defaults.words import CompetenceWords, t

COMPETENCES = (
    CompetenceWords(
        key="strategic-leadership",
        target=3,
        name=t("Strateginen johtaminen", "Strategiskt ledarskap", "Strategic leadership"),
        description=t(
            "Näet, mihin kaupunki on menossa, ja ohjaat oman tiimisi työtä samaan suuntaan. "
            "Kerrot, mitä strategia tarkoittaa teidän arjessanne, teet suunnan selväksi ja katsot "
            "myös vuosien päähän.",
            "Du ser vart staden är på väg och styr ditt teams arbete i samma riktning. Du berättar "
            "vad strategin betyder i er vardag, gör riktningen tydlig och ser också flera år "
            "framåt.",
            "You see where the city is going and steer your team's work the same way. You tell "
            "what the strategy means in your daily work, make the direction clear and look years "
            "ahead too.",
        ),
        example=t(
            "Esimerkiksi: käytte tiimissä läpi, mitä tavoite ”hyvinvoinnin kasvu” tarkoittaa "
            "teidän asiakkaillenne ensi vuonna, ja päätätte, mistä luovutaan.",
            "Till exempel: ni går i teamet igenom vad målet ”ökat välbefinnande” betyder för era "
            "kunder nästa år och bestämmer vad ni avstår från.",
            "For example: in the team you go through what the goal “growing wellbeing” means for "
            "your customers next year, and decide what to give up.",
        ),
        levels=(
            t(
                "Tutustuu kaupungin strategiaan ja oman yksikön tavoitteisiin.",
                "Sätter sig in i stadens strategi och den egna enhetens mål.",
                "Is getting to know the city's strategy and the unit's goals.",
            ),
            t(
                "Kertoo tavoitteista tiimille. Tarvitsee tukea niiden muuttamisessa teoiksi.",
                "Berättar om målen för teamet. Behöver stöd i att omsätta dem i handling.",
                "Tells the team about the goals. Needs support in turning them into action.",
            ),
            t(
                "Johtaa tiimin tavoitteet strategiasta ja suunnittelee vuoden niiden mukaan.",
                "Härleder teamets mål ur strategin och planerar året enligt dem.",
                "Derives the team's goals from the strategy and plans the year by them.",
            ),
            t(
                "Ennakoi usean vuoden päähän, valitsee mitä tehdään ja mitä ei, ja perustelee sen "
                "tiimille.",
                "Planerar flera år framåt, väljer vad som görs och inte görs och motiverar det för "
                "teamet.",
                "Looks several years ahead, chooses what is done and what is not, and explains it "
                "to the team.",
            ),
            t(
                "Vaikuttaa koko palvelualueen suuntaan ja auttaa muita esihenkilöitä viemään "
                "strategian arkeen.",
                "Påverkar hela serviceområdets riktning och hjälper andra chefer att föra "
                "strategin till vardagen.",
                "Shapes the direction of the whole service area and helps other supervisors bring "
                "the strategy into daily work.",
            ),
        ),
    ),
    CompetenceWords(
        key="leading-interaction",
        target=4,
        name=t("Vuorovaikutusosaaminen", "Kommunikation och bemötande", "Communication"),
        description=t(
            "Kohtaat työntekijät kunnioittavasti, kuuntelet ja puhut selkeästi. Rakennat "
            "luottamusta niin, että vaikeistakin asioista voi puhua. Annat palautetta ja osaat "
            "valita tilanteeseen sopivan tavan vaikuttaa.",
            "Du bemöter arbetstagarna med respekt, lyssnar och talar tydligt. Du bygger förtroende "
            "så att man kan tala också om svåra saker. Du ger respons och kan välja ett sätt att "
            "påverka som passar situationen.",
            "You meet employees with respect, listen and speak clearly. You build trust so that "
            "difficult things can be talked about too. You give feedback and can choose the way of "
            "influencing that fits the situation.",
        ),
        example=t(
            "Esimerkiksi: kaksi työntekijää on eri mieltä työvuoroista. Kuuntelet molempia, sanot "
            "ääneen mistä on kyse ja autat heitä sopimaan.",
            "Till exempel: två arbetstagare är oense om arbetsskiften. Du lyssnar på båda, säger "
            "högt vad det handlar om och hjälper dem att komma överens.",
            "For example: two employees disagree about shifts. You listen to both, say aloud what "
            "it is about and help them to agree.",
        ),
        levels=(
            t(
                "Kertoo tiimille tarpeelliset asiat. Harjoittelee kuuntelemista ja palautetta.",
                "Berättar det nödvändiga för teamet. Övar på att lyssna och ge respons.",
                "Tells the team what is needed. Is practising listening and feedback.",
            ),
            t(
                "Keskustelee avoimesti tutuista asioista. Tarvitsee tukea vaikeissa.",
                "Samtalar öppet om bekanta saker. Behöver stöd i svåra.",
                "Talks openly about familiar matters. Needs support with difficult ones.",
            ),
            t(
                "Kuuntelee, viestii selkeästi ja antaa palautetta säännöllisesti jokaiselle.",
                "Lyssnar, kommunicerar tydligt och ger regelbundet respons till var och en.",
                "Listens, communicates clearly and gives feedback regularly to everyone.",
            ),
            t(
                "Ottaa vaikeat asiat puheeksi ajoissa ja rakentavasti. Häneen luotetaan.",
                "Tar upp svåra saker i tid och konstruktivt. Har andras förtroende.",
                "Brings difficult matters up in time and constructively. Is trusted.",
            ),
            t(
                "Luo työyhteisön, jossa puhutaan suoraan ja kunnioittaen. Tukee muita "
                "esihenkilöitä vaikeissa keskusteluissa.",
                "Skapar en arbetsgemenskap där man talar rakt och med respekt. Stöder andra chefer "
                "i svåra samtal.",
                "Creates a work community that speaks directly and with respect. Supports other "
                "supervisors in difficult conversations.",
            ),
        ),
    ),
    CompetenceWords(
        key="competence-leadership",
        target=3,
        name=t("Osaamisen johtaminen", "Kompetensledning", "Competence management"),
        description=t(
            "Tiedät, mitä tiimisi osaa ja mitä sen pitää oppia. Käyt kehityskeskustelut, tunnistat "
            "tarpeet yhdessä työntekijöiden kanssa ja järjestät aikaa ja keinoja oppia, myös "
            "työssä ja toisilta.",
            "Du vet vad ditt team kan och vad det behöver lära sig. Du håller utvecklingssamtalen, "
            "identifierar behoven tillsammans med arbetstagarna och ordnar tid och sätt att lära "
            "sig, också i arbetet och av varandra.",
            "You know what your team can do and what it needs to learn. You hold the development "
            "discussions, identify needs together with employees and arrange time and ways of "
            "learning, also at work and from each other.",
        ),
        example=t(
            "Esimerkiksi: kehityskeskusteluissa moni mainitsee saman tarpeen. Sovit, että yksi "
            "osaava opettaa muita palaverissa, ja viet loput tiimin koulutussuunnitelmaan.",
            "Till exempel: i utvecklingssamtalen nämner många samma behov. Du kommer överens om "
            "att en som kan lär de andra på mötet och för in resten i teamets utbildningsplan.",
            "For example: many mention the same need in their discussions. You agree that one who "
            "knows teaches the others at a meeting, and put the rest in the team's training plan.",
        ),
        levels=(
            t(
                "Tutustuu kehityskeskusteluihin ja tiimin osaamiseen.",
                "Sätter sig in i utvecklingssamtalen och teamets kompetens.",
                "Is getting to know development discussions and the team's competence.",
            ),
            t(
                "Käy kehityskeskustelut. Tarvitsee tukea tarpeiden ja keinojen valinnassa.",
                "Håller utvecklingssamtalen. Behöver stöd i valet av behov och sätt.",
                "Holds the discussions. Needs support in choosing needs and ways.",
            ),
            t(
                "Tunnistaa tiimin osaamistarpeet, sopii tavoitteista ja seuraa niitä.",
                "Identifierar teamets kompetensbehov, avtalar om mål och följer upp dem.",
                "Identifies the team's needs, agrees on goals and follows them up.",
            ),
            t(
                "Suunnittelee osaamista ennakoiden ja saa tiimin oppimaan työssä ja toisiltaan.",
                "Planerar kompetensen förutseende och får teamet att lära sig i arbetet och av "
                "varandra.",
                "Plans competence ahead and gets the team to learn at work and from each other.",
            ),
            t(
                "Kehittää oppimisen tapoja koko palvelualueelle ja jakaa osaamista yli rajojen.",
                "Utvecklar sätt att lära sig för hela serviceområdet och delar kompetens över "
                "gränserna.",
                "Develops ways of learning for the whole service area and shares competence across "
                "borders.",
            ),
        ),
    ),
    CompetenceWords(
        key="employment",
        target=3,
        name=t(
            "Palvelussuhde- ja rekrytointiosaaminen",
            "Anställnings- och rekryteringskompetens",
            "Employment and recruitment",
        ),
        description=t(
            "Tunnet työlainsäädännön, virka- ja työehtosopimukset ja paikalliset sopimukset. "
            "Ymmärrät työntekijän oikeudet ja velvollisuudet ja oman vastuusi niiden "
            "toteutumisesta. Rekrytoit reilusti ja sujuvasti: päätät, millä perusteilla valitaan, "
            "arvioit hakijat ja suunnittelet perehdytyksen.",
            "Du känner till arbetslagstiftningen, tjänste- och arbetskollektivavtalen och de "
            "lokala avtalen. Du förstår arbetstagarens rättigheter och skyldigheter och ditt eget "
            "ansvar för att de förverkligas. Du rekryterar rättvist och smidigt: du slår fast "
            "grunderna för valet, bedömer de sökande och planerar introduktionen.",
            "You know labour law, the collective agreements and the local agreements. You "
            "understand the employee's rights and duties and your own part in carrying them out. "
            "You recruit fairly and smoothly: you set the grounds for the choice, assess "
            "applicants and plan the induction.",
        ),
        example=t(
            "Esimerkiksi: palkkaat sijaisen. Tarkistat määräaikaisuuden perusteen, kirjaat sen "
            "sopimukseen ja nimeät perehdyttäjän ennen ensimmäistä työpäivää.",
            "Till exempel: du anställer en vikarie. Du kontrollerar grunden för "
            "visstidsanställningen, skriver in den i avtalet och utser en handledare före den "
            "första arbetsdagen.",
            "For example: you hire a substitute. You check the reason for the fixed term, write it "
            "in the contract and name who gives the induction before the first day.",
        ),
        levels=(
            t(
                "Tutustuu palvelussuhteen perusasioihin. Kysyy henkilöstöpalveluilta.",
                "Sätter sig in i grunderna för anställningar. Frågar personaltjänsterna.",
                "Is getting to know the basics of employment. Asks HR services.",
            ),
            t(
                "Hoitaa tavalliset asiat ohjeen avulla. Tarvitsee tukea rekrytoinnissa.",
                "Sköter vanliga ärenden enligt anvisning. Behöver stöd i rekryteringen.",
                "Handles ordinary matters with instructions. Needs support in recruiting.",
            ),
            t(
                "Soveltaa lakeja ja sopimuksia oikein ja vie rekrytoinnin läpi itsenäisesti.",
                "Tillämpar lagar och avtal rätt och genomför en rekrytering självständigt.",
                "Applies laws and agreements correctly and carries a recruitment through alone.",
            ),
            t(
                "Ratkaisee poikkeavatkin tilanteet reilusti, ennakoi henkilöstötarpeen ja neuvoo "
                "muita.",
                "Löser också avvikande situationer rättvist, förutser personalbehovet och ger "
                "andra råd.",
                "Resolves unusual situations fairly too, foresees staffing needs and advises "
                "others.",
            ),
            t(
                "Kehittää kaupungin käytäntöjä yhdessä henkilöstöpalvelujen ja henkilöstön "
                "edustajien kanssa.",
                "Utvecklar stadens praxis tillsammans med personaltjänsterna och personalens "
                "företrädare.",
                "Develops the city's practices with HR services and staff representatives.",
            ),
        ),
    ),
    CompetenceWords(
        key="performance",
        target=3,
        name=t("Suorituksen johtaminen", "Prestationsledning", "Performance management"),
        description=t(
            "Asetat tavoitteet yhdessä työntekijän kanssa, seuraat miten työ etenee ja annat "
            "palautetta tuloksista. Jos tavoite jää saavuttamatta, otat sen puheeksi, tarjoat "
            "tukea ja sovit, mitä tehdään.",
            "Du sätter upp mål tillsammans med arbetstagaren, följer hur arbetet går framåt och "
            "ger respons på resultaten. Om ett mål inte nås tar du upp det, erbjuder stöd och "
            "avtalar om vad som görs.",
            "You set goals together with the employee, follow how the work proceeds and give "
            "feedback on results. If a goal is not met, you bring it up, offer support and agree "
            "what to do.",
        ),
        example=t(
            "Esimerkiksi: huomaat kesällä, että vuoden tavoite on jäljessä. Kysyt, mikä estää, ja "
            "sovitte uudesta työnjaosta ja seurantapäivästä.",
            "Till exempel: du märker på sommaren att årets mål släpar efter. Du frågar vad som "
            "hindrar, och ni avtalar om en ny arbetsfördelning och en dag för uppföljning.",
            "For example: in summer you notice that the year's goal is behind. You ask what stands "
            "in the way and agree on a new division of work and a day for follow-up.",
        ),
        levels=(
            t(
                "Tutustuu siihen, miten tavoitteita asetetaan ja seurataan.",
                "Sätter sig in i hur mål ställs upp och följs upp.",
                "Is getting to know how goals are set and followed.",
            ),
            t(
                "Sopii tavoitteista. Tarvitsee tukea seurannassa ja puheeksi ottamisessa.",
                "Avtalar om mål. Behöver stöd i uppföljningen och i att ta upp saker.",
                "Agrees on goals. Needs support in follow-up and in bringing things up.",
            ),
            t(
                "Sopii selkeät tavoitteet, seuraa niitä vuoden mittaan ja antaa palautetta.",
                "Avtalar om tydliga mål, följer upp dem under året och ger respons.",
                "Agrees on clear goals, follows them during the year and gives feedback.",
            ),
            t(
                "Puuttuu ajoissa, kun työ ei suju, ja löytää oikean tuen. Huomaa myös "
                "onnistumiset.",
                "Ingriper i tid när arbetet inte löper och hittar rätt stöd. Ser också det "
                "lyckade.",
                "Steps in early when work does not go well and finds the right support. Sees "
                "successes too.",
            ),
            t(
                "Rakentaa tavan, jossa tiimi itse asettaa ja seuraa tavoitteita. Auttaa muita "
                "esihenkilöitä siinä.",
                "Bygger ett arbetssätt där teamet självt ställer upp och följer mål. Hjälper andra "
                "chefer med det.",
                "Builds a way in which the team itself sets and follows goals. Helps other "
                "supervisors with it.",
            ),
        ),
    ),
    CompetenceWords(
        key="finance-data",
        target=3,
        name=t(
            "Talouden ja tiedolla johtamisen osaaminen",
            "Ekonomi och kunskapsbaserad ledning",
            "Finances and leading with data",
        ),
        description=t(
            "Ymmärrät talousarvion, seuraat kustannuksia ja käytät rahan ja työajan järkevästi. "
            "Osaat lukea tunnuslukuja ja tilastoja ja käytät niitä, kun päätät, kehität ja johdat.",
            "Du förstår budgeten, följer kostnaderna och använder pengar och arbetstid klokt. Du "
            "kan läsa nyckeltal och statistik och använder dem när du beslutar, utvecklar och "
            "leder.",
            "You understand the budget, follow costs and use money and working time sensibly. You "
            "can read key figures and statistics and use them when you decide, develop and lead.",
        ),
        example=t(
            "Esimerkiksi: vertaat kuukausittain ateriamääriä ja ruokakuluja, huomaat hävikin "
            "kasvun ja muutatte tilauksia yhdessä.",
            "Till exempel: du jämför varje månad antalet måltider med matkostnaderna, märker att "
            "svinnet växer och ni ändrar beställningarna tillsammans.",
            "For example: each month you compare the number of meals with food costs, notice that "
            "waste grows and change the orders together.",
        ),
        levels=(
            t(
                "Tutustuu oman yksikön talousarvioon ja lukuihin.",
                "Sätter sig in i den egna enhetens budget och siffror.",
                "Is getting to know the unit's budget and figures.",
            ),
            t(
                "Seuraa kustannuksia raporteista. Tarvitsee tukea niiden tulkinnassa.",
                "Följer kostnaderna i rapporter. Behöver stöd i att tolka dem.",
                "Follows costs in reports. Needs support in reading them.",
            ),
            t(
                "Suunnittelee ja seuraa yksikön taloutta ja reagoi poikkeamiin ajoissa.",
                "Planerar och följer enhetens ekonomi och reagerar i tid på avvikelser.",
                "Plans and follows the unit's finances and reacts to deviations in time.",
            ),
            t(
                "Yhdistää tietoa eri lähteistä ja perustelee päätökset sillä. Kertoo luvut "
                "tiimille ymmärrettävästi.",
                "Kombinerar kunskap från olika källor och motiverar beslut med den. Förklarar "
                "siffrorna begripligt för teamet.",
                "Combines data from many sources and bases decisions on it. Explains the figures "
                "to the team plainly.",
            ),
            t(
                "Kehittää palvelualueen tapaa käyttää tietoa ja auttaa muita esihenkilöitä "
                "ennakoimaan.",
                "Utvecklar serviceområdets sätt att använda kunskap och hjälper andra chefer att "
                "blicka framåt.",
                "Develops how the service area uses data and helps other supervisors to look "
                "ahead.",
            ),
        ),
    ),
    CompetenceWords(
        key="work-ability",
        target=4,
        name=t(
            "Työkykyjohtaminen ja työhyvinvoinnin osaaminen",
            "Ledning av arbetsförmåga och välbefinnande i arbetet",
            "Work ability and wellbeing at work",
        ),
        description=t(
            "Tuet työntekijöiden työkykyä ja hyvinvointia sekä ennalta että silloin, kun apua "
            "tarvitaan. Käytät varhaisen tuen mallia, teet yhteistyötä työterveyden kanssa, "
            "seuraat työkykyä ja tiedät, miten työntekijälle etsitään toinen sopiva tehtävä.",
            "Du stöder arbetstagarnas arbetsförmåga och välbefinnande både på förhand och när "
            "hjälp behövs. Du använder modellen för tidigt stöd, samarbetar med "
            "företagshälsovården, följer arbetsförmågan och vet hur man söker en annan lämplig "
            "uppgift för en arbetstagare.",
            "You support employees' work ability and wellbeing both beforehand and when help is "
            "needed. You use the early support model, work with occupational health care, follow "
            "work ability and know how another suitable task is sought for an employee.",
        ),
        example=t(
            "Esimerkiksi: tiimin kiire näkyy venyvinä päivinä. Otat asian puheeksi, karsitte "
            "yhdessä töitä ja pyydät työterveydestä tukea työn järjestelyyn.",
            "Till exempel: brådskan i teamet syns som långa dagar. Du tar upp saken, ni gallrar "
            "arbete tillsammans och du ber företagshälsovården om stöd i att ordna arbetet.",
            "For example: the team's rush shows in long days. You bring it up, cut work together "
            "and ask occupational health care for support in arranging it.",
        ),
        levels=(
            t(
                "Tutustuu varhaisen tuen malliin ja työterveyden palveluihin.",
                "Sätter sig in i modellen för tidigt stöd och företagshälsovårdens tjänster.",
                "Is getting to know the early support model and occupational health services.",
            ),
            t(
                "Seuraa tiimin hyvinvointia. Tarvitsee tukea, kun asia pitää ottaa puheeksi.",
                "Följer teamets välbefinnande. Behöver stöd när något ska tas upp.",
                "Follows the team's wellbeing. Needs support when something must be brought up.",
            ),
            t(
                "Toimii varhaisen tuen mallin mukaan ja tekee yhteistyötä työterveyden kanssa.",
                "Följer modellen för tidigt stöd och samarbetar med företagshälsovården.",
                "Acts by the early support model and works with occupational health care.",
            ),
            t(
                "Ehkäisee kuormitusta ennalta, sovittaa työtä ja tukee työhön palaavaa.",
                "Förebygger belastning, anpassar arbetet och stöder den som återvänder till "
                "arbetet.",
                "Prevents strain, adapts work and supports those who return to work.",
            ),
            t(
                "Kehittää työkyvyn tukea yli yksikkörajojen ja auttaa muita esihenkilöitä "
                "vaikeissa tilanteissa.",
                "Utvecklar stödet för arbetsförmågan över enhetsgränserna och hjälper andra chefer "
                "i svåra situationer.",
                "Develops support for work ability across units and helps other supervisors in "
                "difficult situations.",
            ),
        ),
    ),
)
