"""Letters to HR about reorganisations: in effect, could not take effect, is going to fail."""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.mail import name_kind, write_letter
from organization.models import Person, RoleGrant
from organization.reorganisation.models import Reorganisation
from organization.selectors import HR_ROLES, recipient_of

name_kind("reorganisation_in_effect", _("A reorganisation is in effect"))
name_kind("reorganisation_stopped", _("A reorganisation could not take effect"))
name_kind("reorganisation_at_fault", _("A coming reorganisation needs you"))


def in_effect(reorganisation: Reorganisation) -> None:
    _write("reorganisation_in_effect", reorganisation, "effect")


def stopped(reorganisation: Reorganisation, *, occasion: str) -> None:
    _write("reorganisation_stopped", reorganisation, occasion)


def at_fault(reorganisation: Reorganisation) -> None:
    _write("reorganisation_at_fault", reorganisation, f"v{reorganisation.version}")


def _write(kind: str, reorganisation: Reorganisation, occasion: str) -> None:
    roles = RoleGrant.objects.on(clock.today()).filter(role__in=HR_ROLES)
    for person in Person.objects.filter(pk__in=roles.values("person")).select_related("user"):
        write_letter(
            recipient_of(person),
            kind=kind,
            subject_id=reorganisation.uuid,
            occasion=occasion,
            context={"reorganisation": reorganisation},
        )
