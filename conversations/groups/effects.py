"""What a group's needs and goals become when its conversation is closed."""

from typing import Any
from uuid import UUID

from conversations.goals.services import add_team_goal
from conversations.groups.models import GroupConversation, GroupItem
from conversations.groups.services.closing import makes
from conversations.models import DevelopmentNeed
from conversations.needs.services import add_unit_need

Source = DevelopmentNeed.Source


@makes(GroupItem.Kind.NEED)
def need(user: Any, item: GroupItem) -> UUID:
    """A need of the unit, for its training plan; it names nobody."""
    conversation = item.conversation
    strategic = conversation.kind == GroupConversation.Kind.STRATEGIC
    made = add_unit_need(
        user=user,
        unit=conversation.unit,
        source=Source.STRATEGIC if strategic else Source.GROUP,
        topic=item.title,
        year=conversation.year,
        origin=conversation.uuid,
        once=item.uuid,
        competence=item.competence,
        way=item.way,
        horizon=item.urgency,
    )
    return made.uuid


@makes(GroupItem.Kind.GOAL)
def goal(user: Any, item: GroupItem) -> UUID | None:
    """A goal of the unit as a whole, followed through the year by everybody in it."""
    if item.way is None:
        return None
    made = add_team_goal(
        user=user,
        unit=item.conversation.unit,
        title=item.title,
        way=item.way,
        origin=item.conversation.uuid,
        once=item.uuid,
        competence=item.competence,
        measure=item.measure,
        due_on=item.due_on,
    )
    return made.uuid
