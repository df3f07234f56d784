"""The 70-20-10 catalogue: 4 + 12 + 12 ways of learning (requirements 15-17)."""

from competencies.defaults.words import WayWords, t

WAYS = (
    WayWords(
        "by-doing",
        70,
        t("Työtä tekemällä oppiminen", "Lärande genom arbetet", "Learning by doing the work"),
        t(
            "Opit uuden tehtävän tekemällä sitä oikeassa työssä.",
            "Du lär dig en ny uppgift genom att utföra den i det verkliga arbetet.",
            "You learn a new task by doing it in real work.",
        ),
    ),
    WayWords(
        "trials",
        70,
        t("Kokeilut ja pilotoinnit", "Försök och piloter", "Trials and pilots"),
        t(
            "Kokeilet uutta tapaa pienesti ja katsot, mitä siitä opitaan.",
            "Du prövar ett nytt sätt i liten skala och ser vad det lär er.",
            "You try a new way on a small scale and see what it teaches.",
        ),
    ),
    WayWords(
        "projects",
        70,
        t("Projektit ja hankkeet", "Projekt och utvecklingsprojekt", "Projects and programmes"),
        t(
            "Otat osaa projektiin, jossa teet jotain tavallisesta työstäsi poikkeavaa.",
            "Du deltar i ett projekt där du gör något annat än ditt vanliga arbete.",
            "You take part in a project that differs from your usual work.",
        ),
    ),
    WayWords(
        "rotation",
        70,
        t(
            "Työkierto ja sijaistaminen",
            "Arbetsrotation och vikariat",
            "Job rotation and standing in",
        ),
        t(
            "Teet jonkin aikaa toista työtä tai olet toisen sijaisena.",
            "Du gör en tid ett annat arbete eller vikarierar för någon.",
            "You do another job for a while or stand in for somebody.",
        ),
    ),
    WayWords(
        "colleague",
        20,
        t("Kollegalta oppiminen", "Lärande av en kollega", "Learning from a colleague"),
        t(
            "Työkaveri näyttää sinulle, miten hän tekee.",
            "En arbetskamrat visar dig hur hen gör.",
            "A workmate shows you how they do it.",
        ),
    ),
    WayWords(
        "together",
        20,
        t("Yhdessä tekeminen", "Att göra tillsammans", "Doing together"),
        t(
            "Teette saman työn yhdessä ja opitte toisiltanne.",
            "Ni gör samma arbete tillsammans och lär er av varandra.",
            "You do the same work together and learn from each other.",
        ),
    ),
    WayWords(
        "side-by-side",
        20,
        t("Vierihoito", "Parvis lärande", "Side-by-side learning"),
        t(
            "Kuljet kokeneen työkaverin rinnalla ja otat työn vähitellen omaksesi.",
            "Du följer en erfaren arbetskamrat och tar steg för steg över arbetet.",
            "You walk beside an experienced workmate and take the work over little by little.",
        ),
    ),
    WayWords(
        "meetings",
        20,
        t("Palaverit", "Möten", "Team meetings"),
        t(
            "Palaverissa on aikaa myös sille, mitä viime aikoina on opittu.",
            "På mötet finns det också tid för vad ni har lärt er på sistone.",
            "The meeting has time for what you have learned lately.",
        ),
    ),
    WayWords(
        "feedback",
        20,
        t("Palaute", "Respons", "Feedback"),
        t(
            "Pyydät ja saat palautetta ja mietit, mitä teet sen pohjalta toisin.",
            "Du ber om och får respons och funderar på vad du gör annorlunda.",
            "You ask for feedback, get it, and think what you will do differently.",
        ),
    ),
    WayWords(
        "networks",
        20,
        t(
            "Verkostot ja yhteistyökumppanit",
            "Nätverk och samarbetspartner",
            "Networks and partners",
        ),
        t(
            "Opit muilta, jotka tekevät samaa työtä toisessa kunnassa tai järjestössä.",
            "Du lär dig av andra som gör samma arbete i en annan kommun eller organisation.",
            "You learn from others who do the same work in another municipality or organisation.",
        ),
    ),
    WayWords(
        "mentoring",
        20,
        t("Mentorointi", "Mentorskap", "Mentoring"),
        t(
            "Kokenut mentori tukee sinua sovitun ajan ja tapaatte säännöllisesti.",
            "En erfaren mentor stöder dig en avtalad tid och ni träffas regelbundet.",
            "An experienced mentor supports you for an agreed time, with regular meetings.",
        ),
    ),
    WayWords(
        "induction",
        20,
        t("Perehdytys", "Introduktion", "Induction"),
        t(
            "Saat opastuksen uuteen työhön tai opastat itse uutta työntekijää.",
            "Du får introduktion i ett nytt arbete eller introducerar själv en ny arbetstagare.",
            "You are guided into new work, or you guide a new employee yourself.",
        ),
    ),
    WayWords(
        "site-visits",
        20,
        t("Tutustumiskäynnit", "Studiebesök", "Study visits"),
        t(
            "Käyt katsomassa, miten sama asia hoidetaan muualla.",
            "Du besöker ett annat ställe och ser hur samma sak sköts där.",
            "You visit another place to see how the same thing is done there.",
        ),
    ),
    WayWords(
        "conversations",
        20,
        t("Keskustelut", "Samtal", "Conversations"),
        t(
            "Käyt läpi kokemuksia ja kysymyksiä työkavereiden tai esihenkilön kanssa.",
            "Du går igenom erfarenheter och frågor med arbetskamrater eller chefen.",
            "You go through experiences and questions with workmates or your supervisor.",
        ),
    ),
    WayWords(
        "sharing",
        20,
        t(
            "Osaamisen ja oppien jakamisen käytännöt",
            "Rutiner för att dela kunnande och lärdomar",
            "Practices for sharing skills and lessons",
        ),
        t(
            "Sovitte, miten se, minkä yksi on oppinut, tulee kaikkien käyttöön.",
            "Ni kommer överens om hur det som en har lärt sig kommer alla till nytta.",
            "You agree how what one has learned comes into everybody's use.",
        ),
    ),
    WayWords(
        "peer-visits",
        20,
        t("Kollegavierailut", "Kollegabesök", "Peer visits"),
        t(
            "Vietät päivän samaa työtä tekevän kollegan luona toisessa yksikössä.",
            "Du tillbringar en dag hos en kollega som gör samma arbete i en annan enhet.",
            "You spend a day with a colleague who does the same work in another unit.",
        ),
    ),
    WayWords(
        "self-study",
        10,
        t("Substanssiopiskelu itsenäisesti", "Självständiga ämnesstudier", "Independent study"),
        t(
            "Opiskelet oman alasi asioita itse, omaan tahtiin.",
            "Du studerar frågor inom ditt eget område på egen hand och i egen takt.",
            "You study the matters of your own field by yourself, at your own pace.",
        ),
    ),
    WayWords(
        "literature",
        10,
        t("Ammattikirjallisuus", "Facklitteratur", "Professional literature"),
        t(
            "Luet alasi kirjoja ja lehtiä.",
            "Du läser böcker och tidskrifter inom ditt område.",
            "You read books and journals of your field.",
        ),
    ),
    WayWords(
        "videos",
        10,
        t(
            "Videot ja ohjeet verkossa",
            "Videor och anvisningar på nätet",
            "Videos and instructions online",
        ),
        t(
            "Katsot lyhyen videon tai ohjeen silloin, kun tarvitset sitä.",
            "Du ser en kort video eller läser en anvisning när du behöver den.",
            "You watch a short video or read an instruction when you need it.",
        ),
    ),
    WayWords(
        "webinars",
        10,
        t(
            "Webinaarit (esim. Eduhouse, KT)",
            "Webbinarier (t.ex. Eduhouse, KT)",
            "Webinars (e.g. Eduhouse, KT)",
        ),
        t(
            "Seuraat luentoa verkossa ja voit yleensä kysyä puhujalta.",
            "Du följer en föreläsning på nätet och kan oftast ställa frågor.",
            "You follow a talk online and can usually ask the speaker.",
        ),
    ),
    WayWords(
        "remote-training",
        10,
        t("Etäkoulutukset", "Distansutbildningar", "Remote training"),
        t(
            "Osallistut ohjattuun koulutukseen omalta työpaikalta tai kotoa.",
            "Du deltar i ledd utbildning från din arbetsplats eller hemifrån.",
            "You take part in guided training from your workplace or home.",
        ),
    ),
    WayWords(
        "micro-training",
        10,
        t(
            "Yksikön sisäiset mikrokoulutukset",
            "Enhetens egna mikroutbildningar",
            "Short training sessions within the unit",
        ),
        t(
            "Oma yksikkö järjestää lyhyen opetushetken, esimerkiksi 20 minuuttia.",
            "Den egna enheten ordnar en kort utbildningsstund, till exempel 20 minuter.",
            "Your own unit holds a short lesson, for example 20 minutes.",
        ),
    ),
    WayWords(
        "seminars",
        10,
        t("Seminaarit", "Seminarier", "Seminars"),
        t(
            "Kuuntelet ja keskustelet alan asioista muiden osallistujien kanssa.",
            "Du lyssnar och diskuterar frågor inom området med andra deltagare.",
            "You listen to and discuss matters of the field with others.",
        ),
    ),
    WayWords(
        "training",
        10,
        t(
            "Sisäiset ja ulkoiset koulutukset",
            "Interna och externa utbildningar",
            "Internal and external training",
        ),
        t(
            "Osallistut kaupungin omaan tai muun järjestäjän koulutukseen.",
            "Du deltar i stadens egen utbildning eller i en annan arrangörs.",
            "You take part in the city's own training or another organiser's.",
        ),
    ),
    WayWords(
        "experts",
        10,
        t("Konsultit ja asiantuntijat", "Konsulter och sakkunniga", "Consultants and experts"),
        t(
            "Asiantuntija tulee opettamaan tai tukemaan teitä rajatussa asiassa.",
            "En sakkunnig kommer för att lära er eller stödja er i en avgränsad fråga.",
            "An expert comes to teach or support you in one limited matter.",
        ),
    ),
    WayWords(
        "courses",
        10,
        t("Kurssit", "Kurser", "Courses"),
        t(
            "Käyt kurssin, jolla on alku, loppu ja yleensä todistus.",
            "Du går en kurs som har en början, ett slut och oftast ett intyg.",
            "You take a course with a start, an end and usually a certificate.",
        ),
    ),
    WayWords(
        "study-trips",
        10,
        t("Opintomatkat", "Studieresor", "Study trips"),
        t(
            "Lähdet ohjatulle matkalle oppimaan muilta.",
            "Du åker på en ledd resa för att lära dig av andra.",
            "You go on a guided trip to learn from others.",
        ),
    ),
    WayWords(
        "work-supervision",
        10,
        t("Työnohjaus", "Arbetshandledning", "Work supervision"),
        t(
            "Koulutettu työnohjaaja auttaa tarkastelemaan omaa työtä ja oppimaan siitä.",
            "En utbildad arbetshandledare hjälper dig att granska ditt arbete och lära av det.",
            "A trained work supervisor helps you look at your own work and learn from it.",
        ),
    ),
)
