"""The leadership groups go through the plans (requirement 25)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.services import record
from core import clock
from core.policies import Denied, Refused, Stale, require
from organization.models import Body
from organization.selectors import person_of
from training_plans import policies
from training_plans.models import BodyReview, Comment, Package, Plan
from training_plans.services.items import locked


@transaction.atomic
def comment(
    *,
    user: Any,
    plan: Plan,
    text: str,
    body: Body | None = None,
    about: str = "",
    needs_answer: bool = True,
) -> Comment:
    """Comment on an area's plan in review, in the name of a group one belongs to, or as HR (no
    body). Raises Refused."""
    plan = locked(plan)
    require(policies.can_comment(user, plan))
    person = person_of(user)
    if body is not None and body not in policies.bodies_for(person, plan):
        raise Refused(policies.GROUP_ONLY)
    if body is None and not policies.can_see_packages(user):
        raise Refused(policies.GROUP_ONLY)
    said = Comment.objects.create(
        plan=plan, body=body, author=person, text=text, about=about, needs_answer=needs_answer
    )
    record(user, "training_plans.commented", said)
    return said


@transaction.atomic
def answer(*, user: Any, comment: Comment, text: str) -> Comment:
    """Answer a comment, once. Raises Refused, and Stale when somebody answered first."""
    plan = locked(comment.plan)
    comment.plan = plan
    require(policies.can_answer(user, comment))
    updated = Comment.objects.filter(pk=comment.pk, answered_at__isnull=True).update(
        answer=text, answered_by=person_of(user), answered_at=clock.now()
    )
    if not updated:
        raise Stale
    comment.refresh_from_db()
    record(user, "training_plans.answered", comment)
    return comment


@transaction.atomic
def record_review(
    *, user: Any, package: Package, body: Body, reviewed_on: date | None = None
) -> BodyReview:
    """A leadership group has gone through the package. Raises Refused."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    require(policies.can_record_review(user, package, body))
    day = reviewed_on or clock.today()
    if day > clock.today():
        raise Refused(Denied(_("The day is in the future.")))
    review = BodyReview.objects.create(
        package=package, body=body, reviewed_on=day, recorded_by=person_of(user)
    )
    record(user, "training_plans.reviewed", package)
    return review
