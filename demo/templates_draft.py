"""A draft of next year's development conversation, which HR can look at, edit and publish."""

from conversations.defaults import ensure_template
from conversations.editor import services
from conversations.models import QuestionKind, Template, Theme
from demo.cast import BY_KEY as CAST
from demo.people import uuid_for
from organization.models import Person

NOTE = "Lisätty kysymykset työn sujumisesta ja oppimisen tavasta."
ENDS = (
    {"fi": "takkuaa", "sv": "går trögt", "en": "goes badly"},
    {"fi": "sujuu", "sv": "löper", "en": "goes well"},
)
WAYS = (
    {"fi": "työtä tekemällä", "sv": "genom att arbeta", "en": "by working"},
    {"fi": "työkavereilta", "sv": "av arbetskamrater", "en": "from colleagues"},
    {"fi": "koulutuksessa", "sv": "i utbildning", "en": "in training"},
)


def write_draft() -> Template:
    """Made by Jari of HR of the published version; Swedish and English of the choice are missing,
    as in a draft that is under way."""
    for kind in Template.Kind:
        ensure_template(kind)
    user = Person.objects.get(uuid=uuid_for("person", CAST["jari"].number)).user
    draft = services.new_draft(user=user, kind=Template.Kind.DEVELOPMENT, source=ensure_template())
    services.change_template(
        user=user, template=draft, version=services.words_version(draft), values={"note": NOTE}
    )
    themes = {t.key: t for t in Theme.objects.filter(template=draft).select_related("template")}
    steps = [{"key": str(n), "label": {}} for n in range(1, 6)]
    steps[0]["label"], steps[-1]["label"] = ENDS
    common = {"supervisors_only": False, "sensitivity": "ordinary"}
    services.add_question(
        user=user,
        theme=themes["past-year"],
        kind=QuestionKind.SCALE,
        values={
            "title": {
                "fi": "Miten työn arki sujuu?",
                "sv": "Hur löper vardagen i arbetet?",
                "en": "How does everyday work go?",
            },
            "help": {
                "fi": "Valitse se, mikä on totta useimpina päivinä.",
                "sv": "Välj det som stämmer de flesta dagar.",
                "en": "Choose what is true on most days.",
            },
            "options": steps,
            **common,
        },
    )
    services.add_question(
        user=user,
        theme=themes["development"],
        kind=QuestionKind.CHOICE,
        values={
            "title": {"fi": "Miten opit parhaiten?"},
            "help": {"fi": "Valitse yksi. Kirjoita lisää alempana."},
            "options": [
                {"key": str(number), "label": label} for number, label in enumerate(WAYS, start=1)
            ],
            **common,
        },
    )
    return draft
