"""The group conversation's four themes (requirement 35), the same as point 4 of the strategic one.

What a group sees from two sides (the own group, the whole area: requirement 36) is the group's
matter and not the template's.
"""

from conversations.defaults.words import QuestionWords, ThemeWords, words
from conversations.models import QuestionKind

CURRENT = words("Nykyosaaminen", "Nuvarande kompetens", "Current competence")
FUTURE = words("Tulevaisuuden osaamistarpeet", "Framtida kompetensbehov", "Future competence needs")
TOGETHER = words(
    "Työelämä- ja yhteistyötaidot",
    "Arbetslivs- och samarbetsfärdigheter",
    "Working life and cooperation skills",
)
FOCUS = words(
    "Osaamisen kehittämisen painopisteet",
    "Tyngdpunkter i kompetensutvecklingen",
    "Focus areas of competence development",
)

THEMES: tuple[ThemeWords, ...] = (
    ThemeWords(
        "current",
        CURRENT,
        (
            QuestionWords(
                "strengths",
                words("Missä olemme vahvoja", "Det vi är bra på", "What we are good at"),
                words(
                    "Mitä osaamme yhdessä hyvin? Ketkä muut voisivat oppia siitä?",
                    "Vad kan vi bra tillsammans? Vilka andra kunde lära sig av det?",
                    "What do we do well together? Who else could learn from it?",
                ),
            ),
            QuestionWords(
                "gaps",
                words(
                    "Missä osaaminen ei riitä",
                    "Där kompetensen inte räcker till",
                    "Where our competence falls short",
                ),
                words(
                    "Missä työssä tarvitsemme lisää osaamista? Mikä on yhden ihmisen varassa? "
                    "Kirjoita työstä, älä yksittäisestä ihmisestä.",
                    "I vilket arbete behöver vi mera kunskap? Vad hänger på en enda människa? "
                    "Skriv om arbetet, inte om en enskild människa.",
                    "In what work do we need more competence? What depends on one person alone? "
                    "Write about the work, not about a single person.",
                ),
            ),
        ),
    ),
    ThemeWords(
        "future",
        FUTURE,
        (
            QuestionWords(
                "changes",
                words("Mikä työssämme muuttuu", "Vad som ändras i vårt arbete", "What will change"),
                words(
                    "Mikä muuttuu lähivuosina: asukkaat, laki, välineet, työtavat?",
                    "Vad ändras under de närmaste åren: invånarna, lagen, redskapen, arbetssätten?",
                    "What will change in the coming years: residents, law, tools, ways of working?",
                ),
            ),
            QuestionWords(
                "new-competence",
                words(
                    "Mitä meidän pitää oppia", "Vad vi behöver lära oss", "What we need to learn"
                ),
                words(
                    "Mitä uutta meidän pitää osata? Minkä opimme työssä, minkä toisilta ja minkä "
                    "koulutuksessa?",
                    "Vad nytt behöver vi kunna? Vad lär vi oss i arbetet, vad av andra och vad i "
                    "utbildning?",
                    "What new things do we need to know? What do we learn at work, what from "
                    "others and what in training?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "together",
        TOGETHER,
        (
            QuestionWords(
                "cooperation",
                words("Miten teemme työtä yhdessä", "Hur vi arbetar ihop", "How we work together"),
                words(
                    "Mikä yhteistyössä sujuu, myös yli yksikkörajojen? Mitä sovimme toisin?",
                    "Vad löper i samarbetet, också över enhetsgränserna? Vad kommer vi överens om "
                    "att göra annorlunda?",
                    "What goes well in cooperation, also across unit borders? What do we agree to "
                    "do differently?",
                ),
            ),
        ),
    ),
    ThemeWords(
        "focus",
        FOCUS,
        (
            QuestionWords(
                "focus-areas",
                words(
                    "Painopisteet ensi vuodelle", "Tyngdpunkter nästa år", "Focus areas next year"
                ),
                words(
                    "Valitkaa enintään kolme asiaa. Mistä näette vuoden päästä, että onnistuitte?",
                    "Välj högst tre saker. Hur märker ni om ett år att ni har lyckats?",
                    "Choose three things at most. How will you see in a year that you succeeded?",
                ),
            ),
            QuestionWords(
                "goals",
                words("Ryhmän tavoitteet", "Gruppens mål", "The group's goals"),
                words(
                    "Kirjatkaa tavoitteet keskustelun omaan osaan.",
                    "Anteckna målen i en egen del av samtalet.",
                    "Write the goals in a part of their own.",
                ),
                kind=QuestionKind.GOALS,
            ),
            QuestionWords(
                "needs",
                words("Ryhmän osaamistarpeet", "Gruppens kompetensbehov", "The group's needs"),
                words(
                    "Kirjatkaa osaamistarpeet keskustelun omaan osaan.",
                    "Anteckna kompetensbehoven i en egen del av samtalet.",
                    "Write the competence needs in a part of their own.",
                ),
                kind=QuestionKind.NEEDS,
            ),
        ),
    ),
)
