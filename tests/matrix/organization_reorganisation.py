"""Reorganisations: HR's alone, from the first draft on."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from organization.reorganisation import services
from organization.reorganisation.models import Reorganisation
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


def scene(w: Any) -> SimpleNamespace:
    hr = w.user("jari")
    draft = services.prepare(
        user=hr, name="Kirjasto alueeksi", effective_on=date(2026, 6, 1), decision="§ 12"
    )
    step = services.add_step(
        user=hr,
        reorganisation=draft,
        kind="rename",
        data={"unit": str(w.library.uuid), "name": {"fi": "Kirjastopalvelut"}},
    )
    services.add_step(
        user=hr,
        reorganisation=draft,
        kind="kind",
        data={"unit": str(w.library.uuid), "kind": "responsibility_area"},
    )
    return SimpleNamespace(draft=draft, step=step)


def draft(w: Any) -> dict[str, Any]:
    return {"uuid": w.organization_reorganisation.draft.uuid}


def step(w: Any) -> dict[str, Any]:
    return {**draft(w), "step": w.organization_reorganisation.step.uuid}


def adding(w: Any) -> dict[str, Any]:
    return {**draft(w), "kind": "move"}


def scheduled(w: Any) -> None:
    Reorganisation.objects.update(state=Reorganisation.State.SCHEDULED)


def in_effect(w: Any) -> None:
    Reorganisation.objects.update(state=Reorganisation.State.IN_EFFECT)


def basics(w: Any) -> dict[str, Any]:
    return {"name": "Kirjasto omaksi", "effective_on": "2026-07-01", "decision": ""}


def write(name: str, wrong: Any, kwargs: Any = draft, data: Any = None, **more: Any) -> Row:
    return Row(
        url=f"organization:{name}",
        method="post",
        kwargs=kwargs,
        data=data or (lambda w: {}),
        allowed=["jari", "sanna"],
        refused=OTHERS,
        wrong_state=wrong,
        **more,
    )


def read(name: str, text: str, kwargs: Any = draft, **more: Any) -> Row:
    return Row(
        url=f"organization:{name}",
        kwargs=kwargs,
        reads={"jari": text, "sanna": text},
        refused=OTHERS,
        **more,
    )


ROWS = [
    read("reorganisations", "Kirjasto alueeksi", kwargs=lambda w: {}),
    read("reorganisation_new", "Valmistele organisaatiomuutos", kwargs=lambda w: {}),
    Row(
        url="organization:reorganisation_new",
        method="post",
        data=basics,
        allowed=["jari", "sanna"],
        refused=OTHERS,
    ),
    read("reorganisation", "Kirjasto saa nimen Kirjastopalvelut."),
    read("reorganisation", "Mitä se teki", before=in_effect),
    read("reorganisation_edit", "Kirjasto alueeksi"),
    write("reorganisation_edit", scheduled, data=basics),
    read("reorganisation_schedule", "Annetaanko muutoksen tulla voimaan?"),
    write("reorganisation_schedule", in_effect),
    write("reorganisation_reopen", in_effect, before=scheduled),
    read("reorganisation_cancel", "Perutaanko organisaatiomuutos?"),
    write("reorganisation_cancel", in_effect),
    read("reorganisation_discard", "Poistetaanko luonnos?"),
    write("reorganisation_discard", scheduled),
    write("reorganisation_seen", scheduled),
    read("reorganisation_add", "Siivouspalvelut", kwargs=adding),
    read(
        "reorganisation_add",
        "Mistä yksiköstä?",
        kwargs=lambda w: {**draft(w), "kind": "people"},
    ),
    read(
        "reorganisation_add",
        "Tiina Rautio",
        kwargs=lambda w: {**draft(w), "kind": "split"},
        query=lambda w: {"unit": str(w.cleaning.uuid)},
    ),
    write(
        "reorganisation_add",
        scheduled,
        kwargs=adding,
        data=lambda w: {"unit": str(w.library.uuid), "parent": str(w.environment.uuid)},
    ),
    read("reorganisation_step", "Kirjastopalvelut", kwargs=step),
    write(
        "reorganisation_step",
        scheduled,
        kwargs=step,
        data=lambda w: {"unit": str(w.library.uuid), "name_fi": "Kaupunginkirjasto"},
    ),
    write("reorganisation_remove", scheduled, kwargs=step),
    write("reorganisation_order", scheduled, kwargs=step, data=lambda w: {"way": "later"}),
]
