"""Who may do what with plans (training_plans.querysets and .policies)."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from core.models import Document
from organization.models import Deputy
from tests.matrix import Row
from tests.plan_scenes import AUTUMN, MEETING, Plans
from training_plans import services
from training_plans.documents import request_plan_pdf
from training_plans.models import Comment, Package, Plan

NOTHING = {"anonymous": 302}
# From another unit, from the system's side, and one without an employment.
OUTSIDE = {"aino": 404, "veera": 404, "elected": 404, "anonymous": 302}


def scene(world: Any) -> SimpleNamespace:
    """Plans of 2027 being written: a team's draft with a deputy, another team's submitted plan and
    an area that has gathered it."""
    plans = Plans(world)
    plans.need("tiina", "Digitaalinen siivoussuunnitelma")
    plan = plans.team_plan()
    Deputy.objects.create(
        supervisor=world.mervi,
        deputy=world.heidi,
        may_plan=True,
        valid_from=world.today - timedelta(days=1),
    )
    kitchens = plans.begin("heidi", "kitchens")
    plans.add("heidi", kitchens, "Erityisruokavaliot")
    plans.submit("heidi", kitchens)
    area = plans.begin("kari", "food_and_cleaning")
    return SimpleNamespace(
        plans=plans,
        package=plans.package,
        plan=plan,
        item=plan.items.get(),
        kitchens=kitchens,
        area=area,
    )


def package(w: Any) -> dict[str, Any]:
    return {"uuid": w.training_plans.package.uuid}


def plan(w: Any) -> dict[str, Any]:
    return {"uuid": w.training_plans.plan.uuid}


def item(w: Any) -> dict[str, Any]:
    return {"uuid": w.training_plans.item.uuid}


def area(w: Any) -> dict[str, Any]:
    return {"uuid": w.training_plans.area.uuid}


# Moving the scene on to where a row begins


def stage(name: str, *more: Any) -> Any:
    """Move the package on (Plans.in_review, ...), then do `more`."""

    def moved(w: Any) -> None:
        getattr(w.training_plans.plans, name)()
        w.training_plans.package = w.training_plans.plans.fresh()
        for step in more:
            step(w)

    return moved


def meeting_day(w: Any) -> None:
    w.move_to(MEETING)


def said(w: Any) -> None:
    plan = w.training_plans.plans.of("environment")
    services.comment(user=w.user("jari"), plan=plan, text="Kuka seuraa?")


def the_comment(w: Any) -> dict[str, Any]:
    return {"uuid": Comment.objects.get().uuid}


def twins(w: Any) -> None:
    here = w.training_plans
    here.plans.add("mervi", here.plan, "Sähköinen siivoussuunnitelma uusiin kohteisiin")


def merged(w: Any) -> None:
    here = w.training_plans
    twins(w)
    here.item = services.merge(
        user=w.user("mervi"), plan=here.plan, items=list(here.plan.items.active())
    )


def gathered(w: Any) -> None:
    here = w.training_plans
    services.gather(user=w.user("kari"), plan=here.area, items=here.kitchens.items.all())


def drawn(w: Any) -> None:
    """As if a worker had drawn them: what a PDF holds is tests/test_documents.py's matter."""
    Document.objects.update(pdf=b"%PDF-1.7", pdf_sha256="0" * 64)


def ordered(w: Any) -> None:
    request_plan_pdf(w.training_plans.plans.of("cleaning"))
    drawn(w)


def environment(w: Any) -> dict[str, Any]:
    return {"uuid": w.training_plans.plans.of("environment").uuid}


def sent(w: Any) -> dict[str, Any]:
    return {
        "uuid": str(uuid4()),
        "version": 0,
        "topic": "Uusi toimi",
        "target_group": "laitoshuoltajat",
        "way": str(w.training_plans.plans.way(70).uuid),
        "starts_month": 1,
        "ends_month": 2,
        "responsible": "esihenkilö",
    }


def submitted(w: Any) -> None:
    Plan.objects.filter(pk=w.training_plans.plan.pk).update(state="submitted")


def area_submitted(w: Any) -> None:
    Plan.objects.filter(pk=w.training_plans.area.pk).update(state="submitted")


def draft(w: Any) -> None:
    Plan.objects.filter(pk=w.training_plans.kitchens.pk).update(state="draft")


def to(state: str) -> Any:
    def moved(w: Any) -> None:
        Package.objects.update(state=state)

    return moved


def link(w: Any) -> dict[str, Any]:
    here = w.training_plans
    return {
        "item": str(here.area.items.get().uuid),
        "source": str(here.kitchens.items.get().uuid),
    }


def both(w: Any) -> dict[str, Any]:
    return {"item": [str(i.uuid) for i in w.training_plans.plan.items.active()]}


TEAM_READERS = dict.fromkeys(
    ("mervi", "heidi", "kari", "outi", "ilkka", "jari"), "Sähköinen siivoussuunnitelma"
)
TEAM_REFUSED = {**OUTSIDE, "tiina": 404, "leena": 404, "pekka": 404, "anneli": 404}
HR_REFUSED = {"mervi": 403, "outi": 403, "veera": 403, "anonymous": 302}
AREA_PLAN = "Koulutussuunnitelma 2027"

ROWS = [
    # Lists
    Row(
        url="training_plans:index",
        everyone=True,
        reads={
            "mervi": "Siivouspalvelut 2027",
            "kari": "Ruokapalvelut 2027",
            "jari": "Siivouspalvelut 2027",
            "aino": "Suunnitelmia ei ole vielä",
        },
        refused=NOTHING,
    ),
    Row(
        url="training_plans:committee",
        reads={"anneli": "Vahvistettavat suunnitelmat", "jari": "Vahvistettavat suunnitelmat"},
        also=["outi", "secretary"],
        refused={"mervi": 403, "aino": 403, "veera": 403, "anonymous": 302},
    ),
    Row(
        url="training_plans:confirmed",
        everyone=True,
        reads={"aino": "Vahvistettuja suunnitelmia ei ole vielä"},
        refused=NOTHING,
    ),
    # The plan year
    Row(
        url="training_plans:packages",
        reads={"jari": AREA_PLAN, "sanna": AREA_PLAN},
        refused=HR_REFUSED,
    ),
    Row(url="training_plans:packages", method="post", allowed=["jari"], refused=HR_REFUSED),
    Row(
        url="training_plans:package",
        kwargs=package,
        reads={"jari": "Vuoden suunnitelmat"},
        refused={**OUTSIDE, "mervi": 404, "anneli": 404, "outi": 404},
    ),
    Row(
        url="training_plans:package",
        kwargs=package,
        before=stage("in_review"),
        reads={"outi": "Kaupunkiympäristö", "ilkka": "Kaupunkiympäristö", "kari": AREA_PLAN},
        also=["jari", "sanna"],
        refused={**OUTSIDE, "mervi": 404, "anneli": 404},
    ),
    Row(
        url="training_plans:package",
        kwargs=package,
        before=stage("with_committee"),
        reads={"anneli": "Neuvottelukunnan versio", "secretary": "Neuvottelukunnan versio"},
        also=["jari", "sanna", "kari", "outi", "ilkka"],
        refused={**OUTSIDE, "mervi": 404, "tiina": 404},
    ),
    Row(
        url="training_plans:package",
        kwargs=package,
        before=stage("confirmed"),
        reads=dict.fromkeys(("aino", "tiina", "anneli", "jari"), "Vahvistettu versio"),
        also=["mervi", "heidi", "leena", "kari", "outi", "ilkka", "secretary", "veera", "kaisa"],
        refused={"elected": 404, "anonymous": 302},
    ),
    Row(
        url="training_plans:compile",
        kwargs=package,
        before=stage("areas_submitted"),
        reads={"jari": "Kommentit viimeistään"},
        refused={**OUTSIDE, "outi": 404},
    ),
    Row(
        url="training_plans:compile",
        method="post",
        kwargs=package,
        before=stage("areas_submitted"),
        data=lambda w: {"comments_due_on": "2026-11-02"},
        allowed=["jari", "sanna"],
        refused={**OUTSIDE, "outi": 404},
        wrong_state=to("review"),
    ),
    Row(
        url="training_plans:give_back",
        kwargs=package,
        before=stage("in_review"),
        reads={"jari": "Palauta suunnitelmat alueille"},
        refused={**OUTSIDE, "outi": 403},
    ),
    Row(
        url="training_plans:give_back",
        method="post",
        kwargs=package,
        before=stage("in_review"),
        data=lambda w: {"reason": "Korjataan"},
        allowed=["jari"],
        refused={**OUTSIDE, "outi": 403},
        wrong_state=to("committee"),
    ),
    Row(
        url="training_plans:bring",
        kwargs=package,
        before=stage("reviewed"),
        reads={"jari": "Kokouspäivä"},
        refused={**OUTSIDE, "outi": 403, "secretary": 404},
    ),
    Row(
        url="training_plans:bring",
        method="post",
        kwargs=package,
        before=stage("reviewed"),
        data=lambda w: {"day": "2026-12-08", "at": "13:00"},
        allowed=["jari"],
        refused={**OUTSIDE, "outi": 403, "secretary": 404},
        wrong_state=to("treated"),
    ),
    Row(
        url="training_plans:take_back",
        kwargs=package,
        before=stage("with_committee"),
        reads={"jari": "Ota takaisin neuvottelukunnasta"},
        refused={**OUTSIDE, "anneli": 403},
    ),
    Row(
        url="training_plans:take_back",
        method="post",
        kwargs=package,
        before=stage("with_committee"),
        data=lambda w: {"reason": "Virhe"},
        allowed=["jari"],
        refused={**OUTSIDE, "secretary": 403},
        wrong_state=to("treated"),
    ),
    Row(
        url="training_plans:treat",
        kwargs=package,
        before=stage("with_committee", meeting_day),
        reads={"secretary": "Käsittelypäivä", "jari": "Käsittelypäivä"},
        refused={**OUTSIDE, "anneli": 403, "outi": 403},
    ),
    Row(
        url="training_plans:treat",
        method="post",
        kwargs=package,
        before=stage("with_committee", meeting_day),
        data=lambda w: {"treated_on": "2026-12-08", "outcome": "unanimous"},
        allowed=["secretary", "jari"],
        refused={**OUTSIDE, "anneli": 403, "outi": 403},
        wrong_state=to("confirmed"),
    ),
    Row(
        url="training_plans:confirm",
        kwargs=package,
        before=stage("treated"),
        reads={"jari": "Päätöspäivä"},
        refused={**OUTSIDE, "secretary": 403, "outi": 403},
    ),
    Row(
        url="training_plans:confirm",
        method="post",
        kwargs=package,
        before=stage("treated"),
        data=lambda w: {
            "decided_by": "kaupunginhallitus",
            "decided_on": "2026-12-08",
            "section": "§ 1",
        },
        allowed=["jari"],
        refused={**OUTSIDE, "secretary": 403, "outi": 403},
        wrong_state=to("committee"),
    ),
    Row(
        url="training_plans:record_review",
        kwargs=lambda w: {**package(w), "body": w.environment_leadership.uuid},
        before=stage("in_review"),
        reads={"outi": "Johtoryhmän kokouspäivä", "jari": "Johtoryhmän kokouspäivä"},
        refused={**OUTSIDE, "kari": 403, "pekka": 403},
    ),
    Row(
        url="training_plans:record_review",
        method="post",
        kwargs=lambda w: {**package(w), "body": w.environment_leadership.uuid},
        before=stage("in_review"),
        data=lambda w: {"reviewed_on": AUTUMN.isoformat()},
        allowed=["outi", "jari"],
        refused={**OUTSIDE, "kari": 403, "pekka": 403},
        wrong_state=to("committee"),
    ),
    Row(
        url="training_plans:package_print",
        kwargs=package,
        before=stage("with_committee"),
        reads={"anneli": "Tekoälyn perusteet", "jari": "Tekoälyn perusteet"},
        also=["secretary", "kari", "outi", "ilkka"],
        refused={**OUTSIDE, "mervi": 404},
    ),
    Row(
        url="training_plans:package_pdf",
        method="post",
        kwargs=package,
        before=stage("with_committee"),
        allowed=["anneli", "jari"],
        also=["secretary", "kari", "outi", "ilkka"],
        refused={**OUTSIDE, "mervi": 404},
    ),
    Row(
        url="training_plans:package_pdf",
        kwargs=package,
        before=stage("with_committee", drawn),
        reads={"anneli": "%PDF", "outi": "%PDF"},
        also=["kari", "ilkka", "secretary", "sanna", "jari"],
        refused={**OUTSIDE, "mervi": 404},
    ),
    Row(
        url="training_plans:package_table",
        kwargs=lambda w: {**package(w), "extension": "csv"},
        before=stage("with_committee"),
        reads={"anneli": "Tekoälyn perusteet"},
        also=["secretary", "sanna", "jari", "kari", "outi", "ilkka"],
        refused={**OUTSIDE, "mervi": 404},
    ),
    # One plan
    Row(
        url="training_plans:start",
        method="post",
        kwargs=lambda w: {**package(w), "unit": w.early_education.uuid},
        allowed=["riikka"],
        refused={**OUTSIDE, "mervi": 404, "jari": 404},
        wrong_state=to("review"),
    ),
    Row(url="training_plans:plan", kwargs=plan, reads=TEAM_READERS, refused=TEAM_REFUSED),
    Row(
        url="training_plans:plan",
        kwargs=environment,
        before=stage("in_review"),
        reads={"outi": AREA_PLAN, "kari": AREA_PLAN, "pekka": AREA_PLAN, "jari": AREA_PLAN},
        also=["ilkka"],
        refused={**OUTSIDE, "riikka": 404, "mervi": 404, "anneli": 404},
    ),
    Row(
        url="training_plans:texts",
        kwargs=plan,
        reads={"mervi": "Arvio osaamisesta", "heidi": "Arvio osaamisesta"},
        refused={**OUTSIDE, "kari": 403, "jari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:texts",
        method="post",
        kwargs=plan,
        data=lambda w: {"version": 0, "starting_points": "Painotamme turvallisuutta."},
        allowed=["mervi", "heidi"],
        refused={**OUTSIDE, "kari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:needs",
        kwargs=plan,
        reads={"mervi": "Digitaalinen siivoussuunnitelma"},
        refused={**OUTSIDE, "heidi": 403, "kari": 403, "outi": 403, "jari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:submit",
        method="post",
        kwargs=plan,
        allowed=["mervi", "heidi"],
        refused={**OUTSIDE, "kari": 403, "jari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:reopen",
        kwargs=lambda w: {"uuid": w.training_plans.kitchens.uuid},
        reads={"jari": "Avaa suunnitelma uudelleen", "kari": "Avaa suunnitelma uudelleen"},
        also=["outi", "ilkka"],
        refused={**OUTSIDE, "heidi": 403, "mervi": 404},
    ),
    Row(
        url="training_plans:reopen",
        method="post",
        kwargs=lambda w: {"uuid": w.training_plans.kitchens.uuid},
        data=lambda w: {"reason": "Puuttui toimi"},
        allowed=["jari", "kari"],
        refused={**OUTSIDE, "heidi": 403, "mervi": 404},
        also=["outi", "ilkka"],
        wrong_state=draft,
    ),
    Row(url="training_plans:plan_print", kwargs=plan, reads=TEAM_READERS, refused=TEAM_REFUSED),
    Row(
        url="training_plans:plan_pdf",
        method="post",
        kwargs=plan,
        allowed=["mervi", "jari"],
        refused=TEAM_REFUSED,
        also=["kari", "outi", "ilkka"],
    ),
    Row(
        url="training_plans:plan_pdf",
        kwargs=plan,
        before=ordered,
        reads={"mervi": "%PDF", "kari": "%PDF"},
        also=["outi", "ilkka", "sanna", "jari"],
        refused=TEAM_REFUSED,
    ),
    Row(
        url="training_plans:plan_table",
        kwargs=lambda w: {**plan(w), "extension": "csv"},
        reads=TEAM_READERS,
        refused=TEAM_REFUSED,
    ),
    # Actions
    Row(
        url="training_plans:item_new",
        kwargs=plan,
        reads={"mervi": "Mitä opitaan", "heidi": "Mitä opitaan"},
        refused={**OUTSIDE, "kari": 403, "jari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:item_new",
        method="post",
        kwargs=plan,
        data=sent,
        allowed=["mervi", "heidi"],
        refused={**OUTSIDE, "kari": 403, "jari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:item",
        kwargs=item,
        reads={"mervi": "Sähköinen siivoussuunnitelma", "heidi": "Sähköinen siivoussuunnitelma"},
        refused={**OUTSIDE, "kari": 403, "jari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:item",
        method="post",
        kwargs=item,
        data=sent,
        allowed=["mervi", "heidi"],
        refused={**OUTSIDE, "kari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:item_remove",
        kwargs=item,
        reads={"mervi": "Poistetaanko toimi"},
        refused={**OUTSIDE, "kari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:item_remove",
        method="post",
        kwargs=item,
        data=lambda w: {"version": 0},
        allowed=["mervi", "heidi"],
        refused={**OUTSIDE, "kari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:split",
        method="post",
        kwargs=item,
        before=merged,
        allowed=["mervi"],
        refused={**OUTSIDE, "kari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    Row(
        url="training_plans:gather",
        kwargs=area,
        reads={"kari": "Erityisruokavaliot"},
        refused={**OUTSIDE, "outi": 403, "jari": 403, "mervi": 404},
    ),
    Row(
        url="training_plans:gather",
        method="post",
        kwargs=area,
        data=lambda w: {"item": str(w.training_plans.kitchens.items.get().uuid)},
        allowed=["kari"],
        refused={**OUTSIDE, "outi": 403, "mervi": 404},
        wrong_state=area_submitted,
    ),
    Row(
        url="training_plans:changed",
        method="post",
        kwargs=area,
        data=link,
        before=gathered,
        allowed=["kari"],
        refused={**OUTSIDE, "outi": 403, "mervi": 404},
        wrong_state=area_submitted,
    ),
    Row(
        url="training_plans:merge",
        kwargs=plan,
        reads={"mervi": "Yhdistä samanlaisia toimia"},
        refused={**OUTSIDE, "kari": 403, "leena": 404},
    ),
    Row(
        url="training_plans:merge",
        method="post",
        kwargs=plan,
        data=both,
        before=twins,
        allowed=["mervi"],
        refused={**OUTSIDE, "kari": 403, "leena": 404},
        wrong_state=submitted,
    ),
    # Comments
    Row(
        url="training_plans:comment",
        method="post",
        kwargs=environment,
        before=stage("in_review"),
        data=lambda w: {"text": "Hyvä suunnitelma", "body": str(w.city_leadership.uuid)},
        allowed=["pekka", "ilkka", "outi"],
        also=["kari", "sanna", "jari"],
        refused={**OUTSIDE, "riikka": 404, "mervi": 404},
        wrong_state=to("committee"),
    ),
    Row(
        url="training_plans:answer",
        method="post",
        kwargs=the_comment,
        before=stage("in_review", said),
        data=lambda w: {"text": "Johtoryhmä seuraa."},
        allowed=["outi", "jari"],
        refused={**OUTSIDE, "kari": 403, "mervi": 404},
        wrong_state=to("committee"),
    ),
]
