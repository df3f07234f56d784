"""A profession's own list of competences, as a tree, and a target of one unit's own."""

from datetime import date, datetime

from django.utils import timezone

from competencies.defaults import fill
from competencies.defaults.strategy import DECIDED_BY
from competencies.defaults.words import t
from competencies.models import Audience, Competence, CompetenceTarget, Framework
from core.fields import Translated

KEY = "siivoustyo"
TITLES = ["laitoshuoltaja", "siistijä", "siivooja"]
NAME = t("Siivoustyön osaaminen", "Kompetens i städarbete", "Competence in cleaning")

# area: (name, [(key, target, name, description, example)])
AREAS: tuple[
    tuple[str, Translated, tuple[tuple[str, int, Translated, Translated, Translated], ...]], ...
] = (
    (
        "cleaning-methods",
        t("Menetelmät ja välineet", "Metoder och redskap", "Methods and tools"),
        (
            (
                "cleaning-surfaces",
                3,
                t("Pinnat ja aineet", "Ytor och medel", "Surfaces and agents"),
                t(
                    "Tunnet pinnat ja valitset niille oikean aineen, annoksen ja menetelmän.",
                    "Du känner ytorna och väljer rätt medel, dos och metod för dem.",
                    "You know the surfaces and choose the right agent, dose and method for them.",
                ),
                t(
                    "Esimerkiksi: näet heti, milloin puulattialle riittää nihkeä moppi.",
                    "Till exempel: du ser genast när en lätt fuktad mopp räcker för trägolvet.",
                    "For example: you see at once when a damp mop is enough for a wooden floor.",
                ),
            ),
            (
                "cleaning-machines",
                3,
                t("Koneet", "Maskiner", "Machines"),
                t(
                    "Käytät yhdistelmäkonetta ja muita koneita turvallisesti ja huollat ne.",
                    "Du använder kombiskurmaskinen och andra maskiner säkert och sköter dem.",
                    "You use the scrubber-drier and other machines safely and look after them.",
                ),
                t(
                    "Esimerkiksi: tyhjennät ja huuhtelet koneen säiliöt vuoron lopuksi.",
                    "Till exempel: du tömmer och sköljer maskinens tankar i slutet av passet.",
                    "For example: you empty and rinse the machine's tanks at the end of a shift.",
                ),
            ),
        ),
    ),
    (
        "cleaning-customers",
        t("Hygienia ja asiakkaat", "Hygien och kunder", "Hygiene and customers"),
        (
            (
                "cleaning-hygiene",
                4,
                t("Hygienia", "Hygien", "Hygiene"),
                t(
                    "Katkaiset tartunnat: käsihygienia, puhtaasta likaiseen, oikeat suojaimet.",
                    "Du bryter smittvägar: handhygien, från rent till smutsigt, rätt skydd.",
                    "You break infections: hand hygiene, from clean to dirty, right protection.",
                ),
                t(
                    "Esimerkiksi: vatsataudin aikana siivoat wc-tilat viimeisenä ja eri liinoin.",
                    "Till exempel: vid magsjuka städar du toaletterna sist och med skilda dukar.",
                    "For example: during a stomach bug you do the toilets last with other cloths.",
                ),
            ),
            (
                "cleaning-people",
                3,
                t("Kohteen väki", "De som finns på stället", "The people of the place"),
                t(
                    "Sovit työsi kohteen arkeen ja kerrot, mitä huomaat.",
                    "Du anpassar ditt arbete till vardagen på stället och berättar vad du märker.",
                    "You fit your work to the place's daily life and tell what you notice.",
                ),
                t(
                    "Esimerkiksi: sovit päiväkodin kanssa, milloin lepohuone on vapaa.",
                    "Till exempel: du kommer överens med daghemmet om när vilrummet är ledigt.",
                    "For example: you agree with the day-care when the nap room is free.",
                ),
            ),
        ),
    ),
)


def write_cleaning(year: int) -> None:
    """The cleaners' own list of `year`."""
    made = Framework.objects.create(
        audience=Audience.PROFESSION,
        key=KEY,
        name=NAME,
        job_titles=TITLES,
        year=year,
        state=Framework.State.PUBLISHED,
        decided_by=DECIDED_BY,
        decided_on=date(year - 1, 11, 18),
        published_at=timezone.make_aware(datetime(year - 1, 12, 1, 12)),
    )
    fill(made, ())
    order = 0
    for key, name, parts in AREAS:
        order += 1
        area = Competence.objects.create(framework=made, key=key, name=name, order=order)
        for part, target, words, description, example in parts:
            order += 1
            Competence.objects.create(
                framework=made,
                parent=area,
                key=part,
                name=words,
                description=description,
                example=example,
                target=target,
                order=order,
            )
    machines = made.competences.get(key="cleaning-machines")
    CompetenceTarget.objects.create(competence=machines, job_title="siistijä", level=2)
