"""Forms of plans."""

from training_plans.forms.items import ItemForm, NumberField, TextsForm
from training_plans.forms.process import (
    AnswerForm,
    CommentForm,
    CompileForm,
    DecisionForm,
    FilterForm,
    MeetingForm,
    ReasonForm,
    ReviewForm,
    TreatmentForm,
    uuids,
)

__all__ = [
    "AnswerForm",
    "CommentForm",
    "CompileForm",
    "DecisionForm",
    "FilterForm",
    "ItemForm",
    "MeetingForm",
    "NumberField",
    "ReasonForm",
    "ReviewForm",
    "TextsForm",
    "TreatmentForm",
    "uuids",
]
