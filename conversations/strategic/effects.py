"""What each kind of decision does when it is confirmed. Each is called once, in the transaction of
the confirming, and returns what the decision then keeps as its content."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from competencies.catalogue import services as catalogues
from competencies.catalogue.selectors import changes, draft_of
from competencies.frameworks import services as frameworks
from competencies.lines.selectors import last_decision
from competencies.lines.services import decide_lines
from competencies.models import Audience
from competencies.selectors import catalogue_for, framework_for
from conversations.models import Round
from conversations.strategic.models import StrategicDecision
from core import clock
from core.policies import Denied, Refused
from organization.selectors import city

Kind = StrategicDecision.Kind
SHARED = (Audience.ALL_STAFF, Audience.SUPERVISORS)


def lines(user: Any, decision: StrategicDecision) -> dict[str, Any]:
    """The city's lines for the year (requirement 43)."""
    unit = decision.conversation.unit if decision.conversation else city(clock.today())
    last = last_decision(unit, decision.year)
    made = decide_lines(
        user=user,
        unit=unit,
        year=decision.year,
        texts=decision.content.get("texts", []),
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,  # type: ignore[arg-type]
        version=last.number if last else 0,
        reason=decision.reason or str(_("Decided in the strategic conversation.")),
    )
    return {"texts": made.texts, "decision": str(made.uuid)}


def focus(user: Any, decision: StrategicDecision) -> dict[str, Any]:
    """The focus of centralised training, which the centralised plan shows (requirements 30, 43)."""
    content = decision.content
    if not content.get("texts"):
        raise Refused(Denied(_("Write at least one focus area first.")))
    return {"texts": content["texts"], "why": content.get("why", {})}


def competences(user: Any, decision: StrategicDecision) -> dict[str, Any]:
    """The year's frameworks with their scale: the prepared drafts, or this year's as they are
    (requirement 34)."""
    kept: dict[str, Any] = {"frameworks": []}
    for audience in SHARED:
        before = framework_for(audience, decision.year)
        if before is not None and before.year == decision.year:
            # Published for the year meanwhile, on the frameworks' own page: that one is decided on.
            draft, before = before, framework_for(audience, decision.year - 1)
        else:
            draft = frameworks.draft_next(user=user, audience=audience, year=decision.year)
            frameworks.publish(
                user=user,
                framework=draft,
                decided_by=dict(decision.decided_by),
                decided_on=decision.decided_on,  # type: ignore[arg-type]
            )
        old = {c.key: c for c in before.competences.all()} if before else {}
        new = {c.key: c for c in draft.competences.all()}
        kept["frameworks"].append(
            {
                "audience": audience,
                "uuid": str(draft.uuid),
                "competences": [dict(c.name) for c in new.values()],
                "scale": [dict(level.name) for level in draft.levels.all()],
                "added": [dict(c.name) for key, c in new.items() if key not in old],
                "dropped": [dict(c.name) for key, c in old.items() if key not in new],
            }
        )
    _follow(decision.year)
    return kept


def catalogue(user: Any, decision: StrategicDecision) -> dict[str, Any]:
    """The year's catalogue: the prepared draft, or the present one as it is (requirement 18)."""
    before = catalogue_for(decision.year)
    draft = draft_of(decision.year) or catalogues.draft_next(user=user, year=decision.year)
    what = changes(draft, before)
    made = catalogues.publish(
        user=user,
        draft=draft,
        decided_by=dict(decision.decided_by),
        decided_on=decision.decided_on,  # type: ignore[arg-type]
    )
    _follow(decision.year)
    return {
        "catalogue": str(made.uuid),
        "number": made.number,
        **{
            name: [dict(words) for words in getattr(what, name)]
            for name in ("added", "changed", "dropped")
        },
    }


def _follow(year: int) -> None:
    """A round that HR has only prepared stands on what has been decided since."""
    found = {
        "staff_framework": framework_for(Audience.ALL_STAFF, year),
        "supervisor_framework": framework_for(Audience.SUPERVISORS, year),
        "catalogue": catalogue_for(year),
    }
    values = {name: row for name, row in found.items() if row is not None}
    Round.objects.filter(year=year, is_open=False).update(**values)


EFFECTS: dict[str, Callable[[Any, StrategicDecision], dict[str, Any]]] = {
    Kind.LINES: lines,
    Kind.FOCUS: focus,
    Kind.COMPETENCES: competences,
    Kind.CATALOGUE: catalogue,
}
