"""Goals and development needs: suggested in a preparation, agreed in the talk."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from conversations.goals.services import check_in
from conversations.models import DevelopmentNeed, Goal, Layer
from conversations.models.items import Progress
from conversations.policies import Reader, can_follow_up
from conversations.services.texts import may_write, writing, wrote
from core import clock
from core.policies import Decision, Denied, Refused, Stale, require

Item = Goal | DevelopmentNeed


def layer_of(reader: Reader, agreed: bool) -> str:
    return Layer.AGREED if agreed else reader.layer


def add(
    *, user: Any, reader: Reader, model: type[Item], agreed: bool, values: Mapping[str, Any]
) -> Item:
    """A new suggestion of one's own, or a new agreed goal or need."""
    layer = layer_of(reader, agreed)
    require(may_write(reader, layer))
    with transaction.atomic():
        writing(reader, layer)
        item = model(
            conversation=reader.conversation, author=reader.person, agreed=agreed, **values
        )
        if isinstance(item, Goal):
            item.employment = reader.conversation.employment
        item.save()
        wrote(user, reader, layer)
    return item


def change(
    *, user: Any, reader: Reader, item: Item, version: int, values: Mapping[str, Any]
) -> None:
    """Raises Stale when somebody else changed the item since `version`; nothing is written then."""
    layer = _touch(reader, item)
    with transaction.atomic():
        writing(reader, layer)
        stamp = {"updated_at": clock.now()} if isinstance(item, Goal) else {}
        swapped = (
            type(item)
            .objects.filter(pk=item.pk, version=version)
            .update(**values, **stamp, version=F("version") + 1)
        )
        if not swapped:
            raise Stale
        wrote(user, reader, layer)


def delete(*, user: Any, reader: Reader, item: Item) -> None:
    layer = _touch(reader, item)
    with transaction.atomic():
        writing(reader, layer)
        item.delete()
        wrote(user, reader, layer)


def agree(*, user: Any, reader: Reader, item: Item) -> None:
    """Take a suggestion that both see as agreed. Doing it again changes nothing."""
    require(may_write(reader, Layer.AGREED))
    with transaction.atomic():
        writing(reader, Layer.AGREED)
        swapped = (
            type(item)
            .objects.filter(pk=item.pk, agreed=False)
            .update(agreed=True, version=F("version") + 1)
        )
        if swapped:
            wrote(user, reader, Layer.AGREED)


def follow_up(*, user: Any, reader: Reader, goal: Goal, status: str) -> None:
    """Say how an agreed goal goes (requirement 40). Not part of what was signed: the signed copy
    keeps the goal as it was agreed."""
    require(can_follow_up(reader, reader.conversation))
    if not goal.agreed or status not in Goal.Status.values:
        raise Refused(Denied(_("Only agreed goals are followed up.")))
    if status == goal.status:
        return
    reached = status == Goal.Status.DONE
    back = goal.progress == Progress.REACHED and status == Goal.Status.OPEN
    check_in(
        user=user,
        goal=goal,
        progress=Progress.REACHED if reached else Progress.NEARLY if back else goal.progress,
        dropped=status == Goal.Status.DROPPED,
        note="",
    )


def may_touch(reader: Reader, item: Item) -> Decision:
    """Whose the item is decides who may change it."""
    if not item.agreed and item.author_id != getattr(reader.person, "pk", None):
        return Denied(_("Only the one who suggested this can change it."), True)
    return may_write(reader, layer_of(reader, item.agreed))


def _touch(reader: Reader, item: Item) -> str:
    require(may_touch(reader, item))
    return layer_of(reader, item.agreed)
