"""The six shared competences of all staff (requirement 33), in the project's own words.

Descriptions speak to the reader; level texts are without a person, since both the employee and the
supervisor read them when they rate.
"""

from competencies.defaults.words import CompetenceWords, t

COMPETENCES = (
    CompetenceWords(
        key="self-leadership",
        target=3,
        name=t("Itsensä johtamisen taidot", "Självledarskap", "Leading oneself"),
        description=t(
            "Suunnittelet oman työsi, teet ensin sen, mikä on tärkeintä, ja pidät kiinni "
            "sovitusta. Tartut asioihin ilman, että joku aina pyytää, ja kannat vastuun omasta "
            "osuudestasi. Pääset tavoitteisiisi ja näet, miten työsi kuuluu isompaan "
            "kokonaisuuteen. Mietit rehellisesti, miten toimit, ajattelet ja päätät, ja muutat "
            "tapojasi, kun se auttaa sinua tai muita.",
            "Du planerar ditt arbete, gör det viktigaste först och håller det som avtalats. Du tar "
            "tag i saker utan att någon alltid ber dig och tar ansvar för din del. Du når dina mål "
            "och ser hur ditt arbete hör till en större helhet. Du funderar ärligt på hur du "
            "handlar, tänker och beslutar och ändrar dina vanor när det hjälper dig eller andra.",
            "You plan your own work, do what matters most first and keep to what was agreed. You "
            "take things up without always being asked and answer for your own part. You reach "
            "your goals and see how your work belongs to a larger whole. You look honestly at how "
            "you act, think and decide, and change your ways when that helps you or others.",
        ),
        example=t(
            "Esimerkiksi: kohteita on tänään enemmän kuin ehdit siivota. Päätät itse järjestyksen, "
            "teet tärkeimmät ja kerrot ajoissa, mikä jää huomiselle.",
            "Till exempel: i dag finns det fler ställen att städa än du hinner med. Du bestämmer "
            "själv ordningen, gör det viktigaste och säger i god tid vad som blir till i morgon.",
            "For example: today there are more places to clean than you have time for. You set the "
            "order yourself, do the most important ones and say in good time what is left for "
            "tomorrow.",
        ),
        levels=(
            t(
                "Tekee työn vaihe kerrallaan ohjeen mukaan. Harjoittelee oman päivän suunnittelua.",
                "Gör arbetet steg för steg enligt anvisning. Övar på att planera sin dag.",
                "Does the work step by step as instructed. Is practising how to plan the day.",
            ),
            t(
                "Hoitaa tutut tehtävät ajallaan. Tarvitsee tukea, kun pitää valita tärkein.",
                "Sköter bekanta uppgifter i tid. Behöver stöd när det viktigaste ska väljas.",
                "Does familiar tasks on time. Needs support in choosing what matters most.",
            ),
            t(
                "Suunnittelee työnsä itse, pitää sovitusta kiinni ja kertoo ajoissa, jos aika ei "
                "riitä.",
                "Planerar sitt arbete själv, håller det som avtalats och säger till i tid om tiden "
                "inte räcker.",
                "Plans the work alone, keeps to what was agreed and says in time if there is not "
                "enough of it.",
            ),
            t(
                "Pitää kiireessäkin tärkeimmän mielessä, arvioi omia tapojaan ja muuttaa niitä. "
                "Auttaa muita järjestämään työnsä.",
                "Håller fast vid det viktigaste också när det är bråttom, granskar sina vanor och "
                "ändrar dem. Hjälper andra att ordna sitt arbete.",
                "Keeps to what matters even in a rush, reviews own habits and changes them. Helps "
                "others to organise their work.",
            ),
            t(
                "Näkee oman työnsä osana isompaa kokonaisuutta ja parantaa sitä. Tukee työyhteisöä "
                "ottamaan vastuuta yhdessä.",
                "Ser sitt arbete som en del av en större helhet och förbättrar det. Stöder "
                "arbetsgemenskapen i att ta ansvar tillsammans.",
                "Sees the own work as part of a larger whole and improves it. Supports the work "
                "community in taking responsibility together.",
            ),
        ),
    ),
    CompetenceWords(
        key="learning",
        target=3,
        name=t(
            "Oppimisen ja uudistumisen osaaminen", "Lärande och förnyelse", "Learning and renewal"
        ),
        description=t(
            "Opit uusia asioita ja taitoja ja suhtaudut oppimiseen myönteisesti. Otat palautetta "
            "vastaan ja haluat kehittyä siinä, mitä työ ja kaupunki tarvitsevat. Kun työ, "
            "tavoitteet tai ympäristö muuttuvat, mukaudut ja etsit oman tapasi toimia.",
            "Du lär dig nya saker och färdigheter och är positiv till att lära dig. Du tar emot "
            "respons och vill utvecklas i det som arbetet och staden behöver. När arbetet, målen "
            "eller omgivningen förändras anpassar du dig och söker ditt sätt att arbeta.",
            "You learn new things and skills and are positive about learning. You take feedback "
            "and want to develop in what the work and the city need. When the work, the goals or "
            "the surroundings change, you adapt and find your own way of working.",
        ),
        example=t(
            "Esimerkiksi: päiväkotiin tulee uusi tapa kirjata lapsen päivä. Kokeilet sitä heti, "
            "kysyt neuvoa ja kerrot, mikä toimii ja mikä ei.",
            "Till exempel: daghemmet får ett nytt sätt att anteckna barnets dag. Du prövar det "
            "genast, ber om råd och berättar vad som fungerar och vad som inte gör det.",
            "For example: the day-care centre gets a new way of writing down a child's day. You "
            "try it at once, ask for advice and tell what works and what does not.",
        ),
        levels=(
            t(
                "Oppii uutta, kun joku näyttää vaihe vaiheelta. Muutos tuntuu vielä oudolta.",
                "Lär sig nytt när någon visar steg för steg. Förändringar känns ännu främmande.",
                "Learns new things when shown step by step. Change still feels strange.",
            ),
            t(
                "Ottaa uuden tavan käyttöön, kun saa aikaa ja tukea. Kuuntelee palautetta.",
                "Tar i bruk ett nytt sätt med tid och stöd. Lyssnar på respons.",
                "Takes a new way into use when given time and support. Listens to feedback.",
            ),
            t(
                "Opettelee uutta oma-aloitteisesti, pyytää palautetta ja mukautuu muutoksiin.",
                "Lär sig nytt på eget initiativ, ber om respons och anpassar sig till "
                "förändringar.",
                "Learns new things unprompted, asks for feedback and adapts to changes.",
            ),
            t(
                "Etsii parempia tapoja, kokeilee rohkeasti ja auttaa muita muutoksessa.",
                "Söker bättre sätt, prövar modigt och hjälper andra i förändringen.",
                "Looks for better ways, tries boldly and helps others through change.",
            ),
            t(
                "Näkee ennalta, mitä pitää oppia, ja saa koko työyhteisön oppimaan yhdessä.",
                "Ser på förhand vad som behöver läras och får hela arbetsgemenskapen att lära sig "
                "tillsammans.",
                "Sees ahead what needs to be learned and gets the whole work community to learn "
                "together.",
            ),
        ),
    ),
    CompetenceWords(
        key="problem-solving",
        target=3,
        name=t(
            "Ajattelu- ja ongelmanratkaisuosaaminen",
            "Tänkande och problemlösning",
            "Thinking and problem solving",
        ),
        description=t(
            "Huomaat, mistä tilanteessa on kyse, ja näet, miten asiat liittyvät toisiinsa. Mietit "
            "eri vaihtoehtoja, käytät myös luovuutta ja löydät ratkaisun, joka toimii. Osaat tehdä "
            "päätöksen ja kertoa, mihin se perustuu.",
            "Du märker vad en situation handlar om och ser hur saker hänger ihop. Du överväger "
            "olika alternativ, använder också kreativitet och hittar en lösning som fungerar. Du "
            "kan fatta ett beslut och berätta vad det grundar sig på.",
            "You notice what a situation is about and see how things hang together. You weigh "
            "different options, use creativity too, and find a solution that works. You can make a "
            "decision and say what it rests on.",
        ),
        example=t(
            "Esimerkiksi: keittiön uuni menee rikki aamulla. Mietit, mitä lounaaksi voi tehdä "
            "ilman uunia, sovit asiasta muiden kanssa ja ilmoitat viasta.",
            "Till exempel: ugnen i köket går sönder på morgonen. Du funderar på vad som kan lagas "
            "till lunch utan ugn, kommer överens med de andra och anmäler felet.",
            "For example: the kitchen oven breaks in the morning. You think what can be made for "
            "lunch without it, agree with the others and report the fault.",
        ),
        levels=(
            t(
                "Huomaa, että jokin on vialla, ja pyytää apua.",
                "Märker att något är fel och ber om hjälp.",
                "Notices that something is wrong and asks for help.",
            ),
            t(
                "Ratkaisee tutut pulmat ohjeen avulla. Tarvitsee tukea uusissa.",
                "Löser bekanta problem med hjälp av anvisningar. Behöver stöd i nya.",
                "Solves familiar problems with instructions. Needs support with new ones.",
            ),
            t(
                "Selvittää, mistä pulma johtuu, ja löytää toimivan ratkaisun itse.",
                "Tar reda på vad problemet beror på och hittar själv en fungerande lösning.",
                "Finds out what causes the problem and finds a working solution alone.",
            ),
            t(
                "Ratkaisee myös uusia ja sotkuisia tilanteita, punnitsee vaihtoehdot ja perustelee "
                "päätöksensä. Neuvoo muita.",
                "Löser också nya och röriga situationer, väger alternativ och motiverar sina "
                "beslut. Ger andra råd.",
                "Solves new and messy situations too, weighs options and gives reasons. Advises "
                "others.",
            ),
            t(
                "Näkee kokonaisuuden ja muuttaa toimintaa niin, ettei sama pulma palaa. Opettaa "
                "muille tapoja ratkoa asioita.",
                "Ser helheten och ändrar verksamheten så att samma problem inte återkommer. Lär "
                "andra sätt att lösa saker.",
                "Sees the whole and changes the work so that the same problem does not return. "
                "Teaches others ways of solving things.",
            ),
        ),
    ),
    CompetenceWords(
        key="interaction",
        target=4,
        name=t(
            "Vuorovaikutus- ja yhteistyöosaaminen",
            "Kommunikation och samarbete",
            "Communication and cooperation",
        ),
        description=t(
            "Puhut ja kirjoitat niin, että sinut ymmärretään, ja kuuntelet muita tosissasi. Annat "
            "palautetta ystävällisesti ja suoraan. Teet mielelläsi yhteistyötä ja palvelet hyvin "
            "niin työkavereita kuin asukkaita ja asiakkaita.",
            "Du talar och skriver så att du blir förstådd och lyssnar på allvar på andra. Du ger "
            "respons vänligt och rakt. Du samarbetar gärna och ger god service åt såväl "
            "arbetskamrater som invånare och kunder.",
            "You speak and write so that you are understood, and you really listen to others. You "
            "give feedback kindly and directly. You are glad to cooperate and serve workmates, "
            "residents and customers alike well.",
        ),
        example=t(
            "Esimerkiksi: vanhempi on hakutilanteessa huolissaan. Kuuntelet loppuun asti, kerrot "
            "mitä päivän aikana tapahtui ja sovitte yhdessä, miten jatketaan.",
            "Till exempel: en förälder är orolig vid hämtningen. Du lyssnar till slut, berättar "
            "vad som hände under dagen och ni kommer överens om hur ni går vidare.",
            "For example: a parent is worried when fetching a child. You listen to the end, tell "
            "what happened during the day and agree together how to go on.",
        ),
        levels=(
            t(
                "Kertoo omasta työstään, kun kysytään. Harjoittelee yhteisiä tapoja toimia.",
                "Berättar om sitt arbete på fråga. Övar på gemensamma arbetssätt.",
                "Tells about own work when asked. Is practising the common ways of working.",
            ),
            t(
                "Tekee yhteistyötä tuttujen kanssa. Tarvitsee tukea hankalissa tilanteissa.",
                "Samarbetar med bekanta personer. Behöver stöd i svåra situationer.",
                "Cooperates with familiar people. Needs support in difficult situations.",
            ),
            t(
                "Viestii selkeästi, kuuntelee ja ottaa muut huomioon. Antaa ja ottaa palautetta.",
                "Kommunicerar tydligt, lyssnar och tar hänsyn till andra. Ger och tar emot "
                "respons.",
                "Communicates clearly, listens and considers others. Gives and takes feedback.",
            ),
            t(
                "Hoitaa rakentavasti myös erimielisyydet ja vaikeat asiakastilanteet. Auttaa muita "
                "niissä.",
                "Sköter också meningsskiljaktigheter och svåra kundsituationer konstruktivt. "
                "Hjälper andra i dem.",
                "Handles disagreements and difficult customer situations constructively too. Helps "
                "others in them.",
            ),
            t(
                "Luo ilmapiiriä, jossa jokainen uskaltaa puhua. Rakentaa yhteistyötä yli "
                "yksikkörajojen.",
                "Skapar en stämning där alla vågar tala. Bygger samarbete över enhetsgränserna.",
                "Creates an atmosphere where everybody dares to speak. Builds cooperation across "
                "units.",
            ),
        ),
    ),
    CompetenceWords(
        key="digital",
        target=3,
        name=t(
            "Teknologia- ja digiosaaminen",
            "Teknik och digital kompetens",
            "Technology and digital skills",
        ),
        description=t(
            "Käytät sujuvasti niitä laitteita ja ohjelmia, joita työsi vaatii. Toimit tietoturvan "
            "ja tietosuojan mukaan. Otat uusia välineitä käyttöön ja pidät omia digitaitojasi "
            "yllä.",
            "Du använder smidigt de apparater och program som ditt arbete kräver. Du följer "
            "anvisningarna för informationssäkerhet och dataskydd. Du tar i bruk nya verktyg och "
            "håller dina digitala färdigheter i skick.",
            "You use fluently the devices and programs that your work needs. You follow "
            "information security and data protection. You take new tools into use and keep your "
            "digital skills up.",
        ),
        example=t(
            "Esimerkiksi: kirjaat työtuntisi puhelimella, luet tiimin viestit Teamsista ja "
            "tunnistat huijausviestin, ennen kuin avaat linkin.",
            "Till exempel: du antecknar dina arbetstimmar med telefonen, läser teamets meddelanden "
            "i Teams och känner igen ett bluffmeddelande innan du öppnar länken.",
            "For example: you enter your working hours on the phone, read the team's messages in "
            "Teams and recognise a scam message before opening its link.",
        ),
        levels=(
            t(
                "Käyttää työn välineitä, kun joku on vieressä auttamassa.",
                "Använder arbetets verktyg när någon hjälper till bredvid.",
                "Uses the tools of the work with somebody beside to help.",
            ),
            t(
                "Osaa tavallisimmat toiminnot. Kysyy neuvoa, kun jokin muuttuu.",
                "Kan de vanligaste funktionerna. Ber om råd när något ändras.",
                "Knows the most common functions. Asks for advice when something changes.",
            ),
            t(
                "Käyttää oman työnsä välineitä sujuvasti ja turvallisesti. Oppii uuden ohjelman "
                "ohjeen avulla.",
                "Använder sitt arbetes verktyg smidigt och säkert. Lär sig ett nytt program med "
                "hjälp av anvisningar.",
                "Uses the tools of the own work fluently and safely. Learns a new program from its "
                "instructions.",
            ),
            t(
                "Hyödyntää välineitä monipuolisesti, keksii niille uutta käyttöä ja neuvoo muita.",
                "Använder verktygen mångsidigt, hittar nya användningssätt och ger andra råd.",
                "Uses the tools widely, finds new uses for them and advises others.",
            ),
            t(
                "Kehittää työtä digitaalisin keinoin ja opastaa koko työyhteisöä uuden "
                "käyttöönotossa.",
                "Utvecklar arbetet med digitala medel och vägleder hela arbetsgemenskapen när nytt "
                "tas i bruk.",
                "Develops the work by digital means and guides the whole work community in taking "
                "new tools into use.",
            ),
        ),
    ),
    CompetenceWords(
        key="professional",
        target=4,
        name=t("Ammatillinen osaaminen", "Yrkeskompetens", "Professional competence"),
        description=t(
            "Osaat oman tehtäväsi työt ja sinulla on siihen tarvittava pätevyys. Hallitset "
            "menetelmät ja tavat, joilla työ tehdään hyvin ja turvallisesti. Tunnet säädökset ja "
            "ohjeet, jotka koskevat työtäsi, ja toimit niiden mukaan.",
            "Du kan arbetet i din uppgift och har den behörighet som krävs. Du behärskar de "
            "metoder och arbetssätt som gör arbetet bra och tryggt. Du känner till de bestämmelser "
            "och anvisningar som gäller ditt arbete och följer dem.",
            "You know the work of your task and have the qualification it needs. You master the "
            "methods and ways by which it is done well and safely. You know the rules and "
            "instructions that concern your work and follow them.",
        ),
        example=t(
            "Esimerkiksi: valitset pinnalle oikean puhdistusaineen ja annoksen. Tai suunnittelet "
            "oppitunnin niin, että se sopii opetussuunnitelmaan ja oppilaille.",
            "Till exempel: du väljer rätt rengöringsmedel och dos för ytan. Eller du planerar en "
            "lektion så att den passar läroplanen och eleverna.",
            "For example: you choose the right cleaning agent and dose for a surface. Or you plan "
            "a lesson so that it fits the curriculum and the pupils.",
        ),
        levels=(
            t(
                "Perehtyy tehtävään. Tekee työtä kokeneemman rinnalla.",
                "Sätter sig in i uppgiften. Arbetar vid sidan av en mer erfaren.",
                "Is getting to know the task. Works beside somebody more experienced.",
            ),
            t(
                "Osaa perustyöt. Tarvitsee tukea harvinaisemmissa tehtävissä.",
                "Kan grundarbetet. Behöver stöd i ovanligare uppgifter.",
                "Knows the basic work. Needs support in rarer tasks.",
            ),
            t(
                "Tekee oman tehtävänsä työt itsenäisesti, oikein ja turvallisesti.",
                "Gör arbetet i sin uppgift självständigt, rätt och tryggt.",
                "Does the work of the task independently, correctly and safely.",
            ),
            t(
                "Selviää vaativissakin tilanteissa, seuraa alansa muutoksia ja opastaa muita.",
                "Klarar också krävande situationer, följer förändringar inom området och vägleder "
                "andra.",
                "Manages demanding situations too, follows changes in the field and guides others.",
            ),
            t(
                "Kehittää työn menetelmiä. Häneltä kysytään neuvoa oman yksikön ulkopuoleltakin.",
                "Utvecklar arbetsmetoderna. Tillfrågas om råd också utanför den egna enheten.",
                "Develops the methods of the work. Is asked for advice from outside the unit too.",
            ),
        ),
    ),
)
