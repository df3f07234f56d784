"""What the demo's pages do: be somebody, be on another day."""

from datetime import date

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import HttpRequest

from accounts import reauthentication
from accounts.second_factor import mark_shown
from annual_clock.defaults import ensure_year
from annual_clock.services import owe_reminders
from competencies.defaults import ensure_in_force
from core import clock
from demo.cast import BY_KEY
from demo.people import uuid_for
from organization.models import Person
from organization.reorganisation import services as reorganisation


def sign_in(request: HttpRequest, key: str) -> Person:
    """Sign in as one of the cast, through the ordinary session. Raises ObjectDoesNotExist when the
    cast has nobody of that name, or nobody with an account."""
    if key not in BY_KEY:
        raise ObjectDoesNotExist
    uuid = uuid_for("person", BY_KEY[key].number)
    person: Person = Person.objects.select_related("user").get(uuid=uuid, user__isnull=False)
    login(request, person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    # One click stands for the whole sign-in, second factor and all; there is nothing to ask again.
    mark_shown(request)
    request.session[reauthentication.EXEMPT] = True
    return person


@transaction.atomic
def move_day(day: date) -> None:
    """Make `day` today: the year's content is there, and the letters of the day are written at once
    instead of when beat next comes round."""
    clock.move_to(day)
    ensure_in_force(day.year)
    ensure_year(day.year)
    owe_reminders(day)
    reorganisation.owe_due(day)
