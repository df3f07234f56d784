"""Templates of conversations: HR's alone; a published one is written by nobody."""

from types import SimpleNamespace
from typing import Any

from conversations.defaults import ensure_template
from conversations.editor import services
from conversations.editor.selectors import order_token
from conversations.models import Question, Template, Theme
from core import clock
from tests.matrix import Row

OTHERS = {
    "tiina": 403,
    "mervi": 403,
    "outi": 403,
    "ilkka": 403,
    "veera": 403,
    "kaisa": 403,
    "anonymous": 302,
}
NEW = {"title_fi": "Mistä opit eniten viime vuonna?", "sensitivity": "ordinary", "version": "0"}
SECOND = "Kuluneen työvuoden arviointi"


def scene(w: Any) -> SimpleNamespace:
    first = ensure_template()
    user = w.user("jari")
    draft = services.new_draft(user=user, kind="development", source=first)
    return SimpleNamespace(
        first=first,
        draft=Template.objects.get(pk=draft.pk),
        theme=Theme.objects.get(template=draft, key="past-year"),
        question=Question.objects.get(theme__template=draft, key="successes"),
    )


def draft(w: Any) -> dict[str, Any]:
    return {"uuid": w.conversations_editor.draft.uuid}


def theme(w: Any) -> dict[str, Any]:
    return {**draft(w), "theme": w.conversations_editor.theme.uuid}


def question(w: Any) -> dict[str, Any]:
    return {**draft(w), "question": w.conversations_editor.question.uuid}


def adding(w: Any) -> dict[str, Any]:
    return {**theme(w), "kind": "text"}


def kind(w: Any) -> dict[str, Any]:
    return {"kind": "development"}


def moving(w: Any) -> dict[str, Any]:
    scene = w.conversations_editor
    return {
        "what": "question",
        "item": scene.question.uuid,
        "theme": scene.theme.uuid,
        "to": "0",
        "seen": order_token(scene.draft),
    }


def new(w: Any) -> dict[str, Any]:
    return dict(NEW)


def source(w: Any) -> dict[str, Any]:
    return {"source": "model"}


def named(w: Any) -> dict[str, Any]:
    version = services.words_version(w.conversations_editor.draft)
    return {"name_fi": "Keskustelu varhaiskasvatuksessa", "note": "", "version": version}


def shown(w: Any) -> dict[str, Any]:
    return {"version": "0"}


def published(w: Any) -> None:
    Template.objects.filter(pk=w.conversations_editor.draft.pk).update(
        state=Template.State.PUBLISHED, published_at=clock.now()
    )


def archived(w: Any) -> None:
    published(w)
    Template.objects.filter(pk=w.conversations_editor.draft.pk).update(
        state=Template.State.ARCHIVED
    )


def a_draft(w: Any) -> None:
    Template.objects.filter(pk=w.conversations_editor.draft.pk).update(state=Template.State.DRAFT)


def write(name: str, wrong: Any, kwargs: Any = draft, data: Any = shown, **more: Any) -> Row:
    return Row(
        url=f"conversations:{name}",
        method="post",
        kwargs=kwargs,
        data=data,
        allowed=["jari", "sanna"],
        refused=OTHERS,
        wrong_state=wrong,
        **more,
    )


def read(name: str, text: str, kwargs: Any = draft, **more: Any) -> Row:
    return Row(
        url=f"conversations:{name}",
        kwargs=kwargs,
        reads=dict.fromkeys(("jari", "sanna"), text),
        refused=OTHERS,
        **more,
    )


ROWS = [
    read("templates", "Keskustelupohjat", lambda w: {}),
    read("template_new", "mallin omat teemat ja kysymykset", kind),
    write("template_new", None, kind, source),
    read("template", SECOND),
    read("template_preview", SECOND),
    read("template_details", "Mitä uutta tässä versiossa on"),
    write("template_details", published, data=named),
    read("template_theme_add", "Teeman alkuteksti"),
    write("template_theme_add", published, data=new),
    read("template_theme", SECOND, theme),
    write("template_theme", published, theme, new),
    read("template_theme_remove", SECOND, theme),
    write("template_theme_remove", published, theme),
    read("template_question_add", "Kuinka arkaluonteinen", adding),
    write("template_question_add", published, adding, new),
    read("template_question", "Onnistumiset", question),
    write("template_question", published, question, new),
    read("template_question_remove", "Onnistumiset", question),
    write("template_question_remove", published, question),
    write("template_move", published, data=moving),
    read("template_publish", "Tarkista ja julkaise"),
    write("template_publish", published),
    read("template_archive", "Arkistoidaanko pohja?", before=published),
    write("template_archive", archived, before=published),
    write("template_restore", a_draft, before=archived),
    read("template_delete", "Poistetaanko luonnos?"),
    write("template_delete", published),
]
