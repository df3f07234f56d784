"""Who may read a request, and who answers it: one rule, as a filter."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock


class DataRequestQuerySet(models.QuerySet[Any]):
    def treated_by(self, user: Any) -> Self:
        """Those that this person may answer; never one's own.

        A correction of a conversation: the present supervisor, who may read the text anyway. One
        that nobody leads, and a correction of anything else: HR services. A restriction: the HR
        main user or the data-protection officer.
        """
        from organization.models import ReportingLine, RoleGrant
        from organization.selectors import is_hr, person_of, roles_of

        person = person_of(user)
        if person is None:
            return self.none()
        lines = ReportingLine.objects.on(clock.today()).filter(
            employment=OuterRef("conversation__employment")
        )
        of_talk = Q(kind="correction", about="conversation")
        seen = of_talk & Q(Exists(lines.filter(supervisor=person)))
        if is_hr(user):
            seen |= Q(kind="correction") & ~Q(about="conversation")
            seen |= of_talk & ~Q(Exists(lines))
        if roles_of(user) & {RoleGrant.Role.HR_MAIN, RoleGrant.Role.DATA_PROTECTION}:
            seen |= Q(kind="restriction")
        return self.filter(seen).exclude(person=person)

    def visible_to(self, user: Any) -> Self:
        from organization.selectors import person_of

        person = person_of(user)
        if person is None:
            return self.none()
        treated = self.model.objects.treated_by(user)
        return self.filter(Q(person=person) | Q(pk__in=treated.values("pk")))
