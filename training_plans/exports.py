"""The actions of plans as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from training_plans.documents import PlanDocument


def head() -> list[str]:
    return [
        pgettext("column", "Plan"),
        _("Focus area"),
        pgettext("column", "Action"),
        _("Way of learning"),
        "70-20-10",
        _("Competence"),
        pgettext("column", "For whom"),
        _("Estimated people"),
        _("Days per person"),
        _("Cost, €"),
        pgettext("column", "When"),
        _("Responsible role or unit"),
    ]


def rows(document: PlanDocument) -> Iterator[list[Any]]:
    for plan in document.plans:
        for group in plan.groups:
            for item in group.items:
                yield [
                    plan.title,
                    group.focus,
                    item.topic,
                    item.way,
                    item.share,
                    item.competence,
                    item.target_group,
                    item.people,
                    item.days,
                    item.cost,
                    item.when,
                    item.responsible,
                ]
