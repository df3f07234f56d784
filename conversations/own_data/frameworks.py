"""With which lists of competences one's talks were held."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models import UsedFramework
from conversations.own_data.talks import BOTH, YEAR, chapter, year
from core.personal import Column, Subject


@chapter.table(
    "conversations.UsedFramework",
    title=_("The lists of competences your talks were held with"),
    columns={
        "conversation": Column(YEAR, year),
        "framework": Column(
            pgettext_lazy("own data", "list of competences"),
            lambda row, subject: str(row.framework),
        ),
        "targets": Column(
            pgettext_lazy("own data", "target levels of that day"),
            lambda row, subject: ", ".join(
                f"{key} {level}" for key, level in row.targets.items() if level is not None
            ),
        ),
    },
    source=_("Your unit and job title on the day of the talk."),
    readers=BOTH,
    kept="conversation",
)
def frameworks(subject: Subject) -> Any:
    rows = UsedFramework.objects.filter(Q(conversation__employment__person__uuid=subject.person))
    return rows.select_related("conversation__round", "framework").order_by(
        "conversation__round__year", "order"
    )
