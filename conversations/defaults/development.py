"""The development conversation's themes and questions (requirement 39).

"Assessment of competences" and "setting of goals" of theme 5 are parts 2 and 3 of the conversation:
they stand here as blocks that lead there, so that nothing is asked twice (contradiction A14). What
does not belong in the theme of wellbeing, and why, its page says whatever the template (759/2004;
`Theme.about_wellbeing`).
"""

from conversations.defaults.words import QuestionWords, ThemeWords, words
from conversations.models import QuestionKind, Sensitivity

THEMES: tuple[ThemeWords, ...] = (
    ThemeWords(
        "past-year",
        words(
            "Kuluneen työvuoden arviointi",
            "Utvärdering av det gångna arbetsåret",
            "Review of the past working year",
        ),
        (
            QuestionWords(
                "core-tasks",
                words(
                    "Ydintyötehtävien kuvaus",
                    "Beskrivning av de centrala arbetsuppgifterna",
                    "Description of core tasks",
                ),
                words(
                    "Mitkä ovat työsi tärkeimmät tehtävät juuri nyt? Onko jokin muuttunut viime "
                    "vuodesta?",
                    "Vilka är de viktigaste uppgifterna i ditt arbete just nu? Har något ändrats "
                    "sedan i fjol?",
                    "What are the most important tasks of your work now? Has something changed "
                    "since last year?",
                ),
            ),
            QuestionWords(
                "successes",
                words("Onnistumiset", "Det som lyckats", "Successes"),
                words(
                    "Missä onnistuit? Pienikin asia käy. Mikä auttoi onnistumaan?",
                    "Vad lyckades du med? Också en liten sak går bra. Vad hjälpte dig att lyckas?",
                    "What went well? A small thing will do. What helped it to go well?",
                ),
            ),
            QuestionWords(
                "challenges",
                words("Haasteet", "Utmaningar", "Challenges"),
                words(
                    "Mikä oli vaikeaa tai jäi kesken? Mitä siitä opittiin, ja mitä tarvitaan, että "
                    "se sujuisi?",
                    "Vad var svårt eller blev oavslutat? Vad lärde ni er av det, och vad behövs "
                    "för att det ska löpa?",
                    "What was difficult or left unfinished? What was learned, and what is needed "
                    "to make it go well?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "wellbeing",
        words(
            "Hyvinvointi ja työssä jaksaminen",
            "Välbefinnande och ork i arbetet",
            "Wellbeing and coping at work",
        ),
        (
            QuestionWords(
                "meaning",
                words(
                    "Työhyvinvointi ja merkityksellisyys",
                    "Välbefinnande i arbetet och meningsfullhet",
                    "Wellbeing at work and meaningfulness",
                ),
                words(
                    "Mikä työssäsi tuntuu tärkeältä ja mistä saat iloa?",
                    "Vad i ditt arbete känns viktigt och vad ger dig glädje?",
                    "What in your work feels important, and what gives you joy?",
                ),
                Sensitivity.WELLBEING,
            ),
            QuestionWords(
                "resources",
                words("Voimavarat ja tuki", "Resurser och stöd", "Resources and support"),
                words(
                    "Mikä auttaa sinua jaksamaan työssä? Millaista tukea saat ja millaista "
                    "toivoisit?",
                    "Vad hjälper dig att orka i arbetet? Hurdant stöd får du och hurdant önskar "
                    "du?",
                    "What helps you to cope at work? What support do you get, and what would you "
                    "wish for?",
                ),
                Sensitivity.WELLBEING,
            ),
            QuestionWords(
                "strain",
                words(
                    "Kuormitustekijät ja niiden kehittämistarpeet",
                    "Belastningsfaktorer och hur de kan utvecklas",
                    "Strain factors and how to develop them",
                ),
                words(
                    "Mikä työssä kuormittaa: kiire, keskeytykset, välineet, tilat, työnjako? Mitä "
                    "työpaikalla voidaan tehdä toisin?",
                    "Vad i arbetet belastar: brådska, avbrott, redskap, lokaler, arbetsfördelning? "
                    "Vad kan göras annorlunda på arbetsplatsen?",
                    "What strains you at work: hurry, interruptions, tools, premises, division of "
                    "work? What can be done differently at the workplace?",
                ),
                Sensitivity.WELLBEING,
            ),
        ),
    ),
    ThemeWords(
        "development",
        words("Ammatillinen kehittyminen", "Yrkesmässig utveckling", "Professional development"),
        (
            QuestionWords(
                "current-competence",
                words(
                    "Nykyosaaminen ja sen hyödyntäminen",
                    "Nuvarande kompetens och hur den används",
                    "Current competence and its use",
                ),
                words(
                    "Mitä osaat hyvin? Pääseekö se käyttöön? Mitä voisit opettaa muille?",
                    "Vad kan du bra? Får du använda det? Vad kunde du lära andra?",
                    "What are you good at? Do you get to use it? What could you teach others?",
                ),
            ),
            QuestionWords(
                "future-competence",
                words(
                    "Tulevaisuuden osaamistarpeet ja toiveet",
                    "Framtida kompetensbehov och önskemål",
                    "Future competence needs and wishes",
                ),
                words(
                    "Miten työsi muuttuu lähivuosina? Mitä uutta sinun pitää osata, ja mitä itse "
                    "haluaisit oppia?",
                    "Hur förändras ditt arbete under de närmaste åren? Vad nytt behöver du kunna, "
                    "och vad vill du själv lära dig?",
                    "How will your work change in the coming years? What new things do you need to "
                    "know, and what would you like to learn?",
                ),
            ),
            QuestionWords(
                "development-support",
                words(
                    "Osaamisen kehittämisen tarpeet ja tuki",
                    "Behov av kompetensutveckling och stöd",
                    "Development needs and support",
                ),
                words(
                    "Mitä pitää oppia ensin? Opitko sen työssä, toisilta vai koulutuksessa, ja "
                    "mitä tukea tarvitset?",
                    "Vad behöver du lära dig först? Lär du dig det i arbetet, av andra eller i "
                    "utbildning, och vilket stöd behöver du?",
                    "What needs to be learned first? Will you learn it at work, from others or in "
                    "training, and what support do you need?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "leadership",
        words("Esihenkilöosaaminen", "Chefskompetens", "Supervisor's competence"),
        (
            QuestionWords(
                "leadership-review",
                words(
                    "Esihenkilöosaamisen arviointi",
                    "Bedömning av chefskompetensen",
                    "Assessment of the supervisor's competence",
                ),
                words(
                    "Mikä johtamisessasi toimii, ja mikä on vaikeaa? Mistä sen huomaa tiimissä?",
                    "Vad fungerar i ditt ledarskap och vad är svårt? Hur märks det i teamet?",
                    "What works in how you lead, and what is difficult? How does it show in the "
                    "team?",
                ),
            ),
            QuestionWords(
                "leadership-development",
                words(
                    "Tulevaisuuden kehittämiskohteet",
                    "Framtida utvecklingsområden",
                    "Future areas of development",
                ),
                words(
                    "Missä haluat kehittyä johtajana ensi vuonna, ja millaista tukea tarvitset "
                    "omalta esihenkilöltäsi?",
                    "I vad vill du utvecklas som ledare nästa år, och hurdant stöd behöver du av "
                    "din egen chef?",
                    "In what do you want to develop as a leader next year, and what support do you "
                    "need from your own supervisor?",
                ),
            ),
        ),
        supervisors_only=True,
    ),
    ThemeWords(
        "other",
        words("Muut asiat", "Övriga frågor", "Other matters"),
        (
            QuestionWords(
                "competences",
                words("Osaamisten arviointi", "Kompetensbedömning", "Assessment of competences"),
                words(
                    "Osaamiset arvioidaan keskustelun omassa osassa.",
                    "Kompetenserna bedöms i en egen del av samtalet.",
                    "Competences are assessed in a part of their own.",
                ),
                kind=QuestionKind.COMPETENCES,
            ),
            QuestionWords(
                "goals",
                words("Tavoitteiden asettaminen", "Uppställande av mål", "Setting of goals"),
                words(
                    "Tavoitteet asetetaan keskustelun omassa osassa.",
                    "Målen ställs upp i en egen del av samtalet.",
                    "Goals are set in a part of their own.",
                ),
                kind=QuestionKind.GOALS,
            ),
            QuestionWords(
                "feedback-to-supervisor",
                words(
                    "Palaute ja odotukset esihenkilölle",
                    "Respons och förväntningar på chefen",
                    "Feedback and expectations for the supervisor",
                ),
                words(
                    "Mikä esihenkilösi työssä toimii? Mitä toivot enemmän tai toisin? Tätä eivät "
                    "näe seuraava esihenkilösi eivätkä henkilöstöpalvelut.",
                    "Vad fungerar i din chefs arbete? Vad önskar du mer av eller annorlunda? Din "
                    "nästa chef och personaltjänsterna ser inte det här.",
                    "What works in your supervisor's work? What would you like more of, or done "
                    "differently? Your next supervisor and HR services do not see this.",
                ),
                Sensitivity.FEEDBACK,
            ),
            QuestionWords(
                "anything-else",
                words("Mahdolliset muut asiat", "Eventuella övriga frågor", "Anything else"),
                words(
                    "Onko jotain, mistä emme vielä puhuneet? Kirjaa vain se, mikä liittyy työhön.",
                    "Finns det något som vi inte ännu har talat om? Anteckna bara sådant som hör "
                    "till arbetet.",
                    "Is there something we have not talked about yet? Write only what concerns the "
                    "work.",
                ),
            ),
        ),
    ),
)
