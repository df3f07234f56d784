"""Development conversations: templates, rounds, the talk itself, goals, needs and signatures.

A round year (when one talks), a plan year (what is planned) and a framework year are three fields.
Who sees what of a conversation stands in one table in docs/architecture.md; `querysets.py` and
`policies.py` are its only doors.
"""

from conversations.models.closing import Refusal, Remark, Reopening, SigningCode
from conversations.models.conversation import Conversation, Round
from conversations.models.frameworks import UsedFramework
from conversations.models.handovers import Handover
from conversations.models.items import DevelopmentNeed, Goal
from conversations.models.rounds import Arrangement, UnitChoice
from conversations.models.signatures import Signature, SignedCopy
from conversations.models.templates import (
    BLOCKS,
    Question,
    QuestionKind,
    Sensitivity,
    Template,
    Theme,
)
from conversations.models.texts import Answer, Layer, Preparation, Rating, Side
from conversations.results.models import CompetenceResults
from conversations.strategic.models import StrategicDecision, StrategicSummary

__all__ = [
    "BLOCKS",
    "Answer",
    "Arrangement",
    "CompetenceResults",
    "Conversation",
    "DevelopmentNeed",
    "Goal",
    "Handover",
    "Layer",
    "Preparation",
    "Question",
    "QuestionKind",
    "Rating",
    "Refusal",
    "Remark",
    "Reopening",
    "Round",
    "Sensitivity",
    "Side",
    "Signature",
    "SignedCopy",
    "SigningCode",
    "StrategicDecision",
    "StrategicSummary",
    "Template",
    "Theme",
    "UnitChoice",
    "UsedFramework",
]

# The room's own models live beside their rules; Django finds them here.
from conversations.goals.models import CheckIn, TeamGoal  # noqa: F401
from conversations.groups.models import (  # noqa: F401
    AnonymousThought,
    GatheredThought,
    GroupConversation,
    GroupItem,
    GroupParticipant,
    GroupSummary,
    GroupText,
    Heading,
    Practice,
    Thought,
)
from conversations.needs.models import NeedFigure, NeedsPublication  # noqa: F401
from conversations.scheduling.models import OfferedTime, TimeOffer  # noqa: F401
