"""What HR decided of one's turn in a year's round."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models import Arrangement
from conversations.own_data.talks import YEAR, chapter, who
from core.personal import Column, Subject


@chapter.table(
    "conversations.Arrangement",
    title=_("What HR services decided of your turn in the year's conversations"),
    columns={
        "round": YEAR,
        "employment": Column(_("employment"), lambda row, s: row.employment.external_id or ""),
        "decision": pgettext_lazy("own data", "decision"),
        "from_day": pgettext_lazy("own data", "opened from"),
        "reason": pgettext_lazy("own data", "why"),
        "note": pgettext_lazy("own data", "why, in words"),
        "decided_by": who("decided_by"),
        "decided_at": pgettext_lazy("own data", "when"),
    },
    source=_("HR services, when the year was opened or later."),
    readers=_("You, your supervisor and HR services."),
    kept="conversation",
)
def arrangements(subject: Subject) -> Any:
    rows = Arrangement.objects.filter(employment__person__uuid=subject.person)
    return rows.select_related("round", "employment", "decided_by").order_by("round__year", "pk")
