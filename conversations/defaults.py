"""The development conversation's themes and questions (requirement 39).

"Assessment of competences" and "setting of goals" of theme 5 are parts 2 and 3 of the conversation;
the page links to them there and asks nothing twice (A14), so they are no questions here.
"""

from dataclasses import dataclass

from django.db import transaction

from conversations.models import Question, Sensitivity, Template, Theme
from core import clock
from core.fields import Translated


def _t(fi: str, sv: str, en: str) -> Translated:
    return Translated(fi=fi, sv=sv, en=en)


@dataclass(frozen=True)
class QuestionWords:
    key: str
    title: Translated
    help: Translated
    sensitivity: Sensitivity = Sensitivity.ORDINARY


@dataclass(frozen=True)
class ThemeWords:
    key: str
    title: Translated
    questions: tuple[QuestionWords, ...]
    supervisors_only: bool = False


# Health data may be handled only for the purposes of 759/2004 5 § and apart from other data.
_NOT_HERE = _t(
    "Älä kirjoita sairauksista, diagnooseista, lääkkeistä tai perheasioista: terveystietoja ei saa "
    "käsitellä tässä. Niistä voit puhua luottamuksella työterveydessä.",
    "Skriv inte om sjukdomar, diagnoser, mediciner eller familjesaker: hälsouppgifter får inte "
    "behandlas här. Om dem kan du tala i förtroende med företagshälsovården.",
    "Do not write about illnesses, diagnoses, medicines or family matters: health data may not be "
    "handled here. You can talk about them in confidence with occupational health care.",
)


def _with_limits(fi: str, sv: str, en: str) -> Translated:
    return Translated(
        {language: f"{words} {_NOT_HERE[language]}" for language, words in _t(fi, sv, en).items()}
    )


THEMES = (
    ThemeWords(
        "past-year",
        _t(
            "Kuluneen työvuoden arviointi",
            "Utvärdering av det gångna arbetsåret",
            "Review of the past working year",
        ),
        (
            QuestionWords(
                "core-tasks",
                _t(
                    "Ydintyötehtävien kuvaus",
                    "Beskrivning av de centrala arbetsuppgifterna",
                    "Description of core tasks",
                ),
                _t(
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
                _t("Onnistumiset", "Det som lyckats", "Successes"),
                _t(
                    "Missä onnistuit? Pienikin asia käy. Mikä auttoi onnistumaan?",
                    "Vad lyckades du med? Också en liten sak går bra. Vad hjälpte dig att lyckas?",
                    "What went well? A small thing will do. What helped it to go well?",
                ),
            ),
            QuestionWords(
                "challenges",
                _t("Haasteet", "Utmaningar", "Challenges"),
                _t(
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
        _t(
            "Hyvinvointi ja työssä jaksaminen",
            "Välbefinnande och ork i arbetet",
            "Wellbeing and coping at work",
        ),
        (
            QuestionWords(
                "meaning",
                _t(
                    "Työhyvinvointi ja merkityksellisyys",
                    "Välbefinnande i arbetet och meningsfullhet",
                    "Wellbeing at work and meaningfulness",
                ),
                _with_limits(
                    "Mikä työssäsi tuntuu tärkeältä ja mistä saat iloa?",
                    "Vad i ditt arbete känns viktigt och vad ger dig glädje?",
                    "What in your work feels important, and what gives you joy?",
                ),
                Sensitivity.WELLBEING,
            ),
            QuestionWords(
                "resources",
                _t("Voimavarat ja tuki", "Resurser och stöd", "Resources and support"),
                _with_limits(
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
                _t(
                    "Kuormitustekijät ja niiden kehittämistarpeet",
                    "Belastningsfaktorer och hur de kan utvecklas",
                    "Strain factors and how to develop them",
                ),
                _with_limits(
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
        _t("Ammatillinen kehittyminen", "Yrkesmässig utveckling", "Professional development"),
        (
            QuestionWords(
                "current-competence",
                _t(
                    "Nykyosaaminen ja sen hyödyntäminen",
                    "Nuvarande kompetens och hur den används",
                    "Current competence and its use",
                ),
                _t(
                    "Mitä osaat hyvin? Pääseekö se käyttöön? Mitä voisit opettaa muille?",
                    "Vad kan du bra? Får du använda det? Vad kunde du lära andra?",
                    "What are you good at? Do you get to use it? What could you teach others?",
                ),
            ),
            QuestionWords(
                "future-competence",
                _t(
                    "Tulevaisuuden osaamistarpeet ja toiveet",
                    "Framtida kompetensbehov och önskemål",
                    "Future competence needs and wishes",
                ),
                _t(
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
                _t(
                    "Osaamisen kehittämisen tarpeet ja tuki",
                    "Behov av kompetensutveckling och stöd",
                    "Development needs and support",
                ),
                _t(
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
        _t("Esihenkilöosaaminen", "Chefskompetens", "Supervisor's competence"),
        (
            QuestionWords(
                "leadership-review",
                _t(
                    "Esihenkilöosaamisen arviointi",
                    "Bedömning av chefskompetensen",
                    "Assessment of the supervisor's competence",
                ),
                _t(
                    "Mikä johtamisessasi toimii, ja mikä on vaikeaa? Mistä sen huomaa tiimissä?",
                    "Vad fungerar i ditt ledarskap och vad är svårt? Hur märks det i teamet?",
                    "What works in how you lead, and what is difficult? How does it show in the "
                    "team?",
                ),
            ),
            QuestionWords(
                "leadership-development",
                _t(
                    "Tulevaisuuden kehittämiskohteet",
                    "Framtida utvecklingsområden",
                    "Future areas of development",
                ),
                _t(
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
        _t("Muut asiat", "Övriga frågor", "Other matters"),
        (
            QuestionWords(
                "feedback-to-supervisor",
                _t(
                    "Palaute ja odotukset esihenkilölle",
                    "Respons och förväntningar på chefen",
                    "Feedback and expectations for the supervisor",
                ),
                _t(
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
                _t("Mahdolliset muut asiat", "Eventuella övriga frågor", "Anything else"),
                _t(
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


@transaction.atomic
def ensure_template() -> Template:
    """The newest published development template; the first one is made of these texts. Calling
    again changes nothing."""
    newest = (
        Template.objects.filter(kind=Template.Kind.DEVELOPMENT, published_at__isnull=False)
        .order_by("-number")
        .first()
    )
    if newest is not None:
        return newest
    template = Template.objects.create(number=1, published_at=clock.now())
    for order, words in enumerate(THEMES, start=1):
        theme = Theme.objects.create(
            template=template,
            key=words.key,
            title=words.title,
            order=order,
            supervisors_only=words.supervisors_only,
        )
        Question.objects.bulk_create(
            Question(
                theme=theme,
                key=question.key,
                title=question.title,
                help=question.help,
                sensitivity=question.sensitivity,
                order=place,
            )
            for place, question in enumerate(words.questions, start=1)
        )
    return template
