"""Verbs that write plans. All are atomic, ask the policy or the workflow table themselves, and take
keywords only.

Years and plans: open_year, start_plan, write_texts, submit, reopen. Items: add_item, change_item,
remove_item, gather, take_change, keep_ours, merge, split. Review: comment, answer, record_review.
The way over the bridge: compile_package, give_back, bring_to_committee, take_back,
record_treatment, record_decision. A year that was confirmed before this system was taken into use:
restore_year.
"""

from training_plans.services.comments import answer, comment, record_review
from training_plans.services.gathering import gather, keep_ours, merge, split, take_change
from training_plans.services.history import PastItem, PastPlan, PastYear, restore_year
from training_plans.services.items import (
    Clash,
    ItemData,
    add_item,
    change_item,
    remove_item,
)
from training_plans.services.packages import (
    bring_to_committee,
    compile_package,
    give_back,
    record_decision,
    record_treatment,
    take_back,
)
from training_plans.services.plans import (
    next_year,
    open_year,
    reopen,
    start_plan,
    submit,
    write_texts,
)

__all__ = [
    "Clash",
    "ItemData",
    "PastItem",
    "PastPlan",
    "PastYear",
    "add_item",
    "answer",
    "bring_to_committee",
    "change_item",
    "comment",
    "compile_package",
    "gather",
    "give_back",
    "keep_ours",
    "merge",
    "next_year",
    "open_year",
    "record_decision",
    "record_review",
    "record_treatment",
    "remove_item",
    "reopen",
    "restore_year",
    "split",
    "start_plan",
    "submit",
    "take_back",
    "take_change",
    "write_texts",
]
