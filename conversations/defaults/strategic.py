"""The agenda of the city manager's leadership group's strategic conversation (requirement 30).

Each point is a theme; its key names the material that is shown beside it.
"""

from conversations.defaults import group
from conversations.defaults.words import QuestionWords, ThemeWords, words

_BOTH = words(
    "Puhukaa ensin johtoryhmästä itsestään, sitten koko organisaatiosta.",
    "Tala först om ledningsgruppen själv, sedan om hela organisationen.",
    "Talk first about the leadership group itself, then about the whole organisation.",
)

THEMES: tuple[ThemeWords, ...] = (
    ThemeWords(
        "plans",
        words(
            "Koulutussuunnitelmat ja keskitetyn koulutuksen painopiste",
            "Utbildningsplanerna och tyngdpunkten för den centraliserade utbildningen",
            "Training plans and the focus of centralised training",
        ),
        (
            QuestionWords(
                "plans-observed",
                words(
                    "Huomiot palvelualueiden suunnitelmista",
                    "Iakttagelser om serviceområdenas planer",
                    "Observations on the service areas' plans",
                ),
                words(
                    "Mikä suunnitelmissa toistuu? Mikä puuttuu, vaikka strategia sitä vaatii?",
                    "Vad upprepas i planerna? Vad saknas, fast strategin kräver det?",
                    "What recurs in the plans? What is missing though the strategy demands it?",
                ),
            ),
            QuestionWords(
                "centralised-focus",
                words(
                    "Keskitetyn koulutuksen painopiste ensi vuonna",
                    "Tyngdpunkten för den centraliserade utbildningen nästa år",
                    "Focus of centralised training next year",
                ),
                words(
                    "Mihin koko kaupungin yhteinen koulutus ensi vuonna keskitetään, ja miksi?",
                    "Vad koncentreras hela stadens gemensamma utbildning på nästa år, och varför?",
                    "On what is the whole city's common training focused next year, and why?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "competences",
        words("Yhteiset osaamiset", "De gemensamma kompetenserna", "The shared competences"),
        (
            QuestionWords(
                "results-observed",
                words(
                    "Huomiot viime vuoden arvioista",
                    "Iakttagelser om fjolårets bedömningar",
                    "Observations on last year's assessments",
                ),
                words(
                    "Mitä koko kaupungin ja alueiden tulokset kertovat? Missä ollaan tavoitteessa?",
                    "Vad berättar resultaten för hela staden och områdena? Var nås målen?",
                    "What do the results of the whole city and the areas tell? Where is the target "
                    "reached?",
                ),
            ),
            QuestionWords(
                "competences-changed",
                words(
                    "Muutokset yhteisiin osaamisiin",
                    "Ändringar i de gemensamma kompetenserna",
                    "Changes to the shared competences",
                ),
                words(
                    "Mitkä osaamiset arvioidaan ensi vuonna koko henkilöstöltä ja esihenkilöiltä? "
                    "Mikä muuttuu?",
                    "Vilka kompetenser bedöms nästa år hos hela personalen och hos cheferna? Vad "
                    "ändras?",
                    "Which competences are assessed next year among all staff and supervisors? "
                    "What changes?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "catalogue",
        words("Heinolan 70-20-10", "70-20-10 i Heinola", "Heinola's 70-20-10"),
        (
            QuestionWords(
                "catalogue-changed",
                words(
                    "Muutokset oppimisen tapoihin",
                    "Ändringar i sätten att lära sig",
                    "Changes to the ways of learning",
                ),
                words(
                    "Mitkä oppimisen tavat otetaan mukaan, mitkä jäävät pois?",
                    "Vilka sätt att lära sig tas med, vilka lämnas bort?",
                    "Which ways of learning are taken in, which are left out?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "discussion",
        words(
            "Johtoryhmän ja organisaation osaaminen",
            "Ledningsgruppens och organisationens kompetens",
            "Competence of the leadership group and the organisation",
        ),
        (
            QuestionWords(
                "current",
                group.CURRENT,
                words(
                    "Mitä osataan hyvin? Missä osaaminen ei riitä?",
                    "Vad kan vi bra? Var räcker kompetensen inte till?",
                    "What is done well? Where does competence fall short?",
                ),
            ),
            QuestionWords(
                "future",
                group.FUTURE,
                words(
                    "Mitä strategia, talous ja lait vaativat osaamaan lähivuosina?",
                    "Vad kräver strategin, ekonomin och lagarna att vi kan under de närmaste åren?",
                    "What do the strategy, the economy and the laws demand in the coming years?",
                ),
            ),
            QuestionWords(
                "together",
                group.TOGETHER,
                words(
                    "Mikä yhteistyössä sujuu, ja mitä pitää vahvistaa?",
                    "Vad löper i samarbetet, och vad behöver stärkas?",
                    "What goes well in cooperation, and what needs to be strengthened?",
                ),
            ),
            QuestionWords(
                "focus",
                group.FOCUS,
                words(
                    "Linjatkaa enintään viisi painopistettä, joista muut ryhmät jatkavat.",
                    "Dra upp högst fem tyngdpunkter som de andra grupperna arbetar vidare med.",
                    "Set five focus areas at most, from which the other groups go on.",
                ),
            ),
        ),
        help=_BOTH,
    ),
)
