"""One's own competences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from conversations.profile.selectors import has_levels, own_competences
from core import clock
from core.policies import Denied, Refused
from organization.selectors import person_of


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Nobody's but the reader's own: the address names nobody."""
    person = person_of(request.user)
    if person is None:
        raise Refused(Denied(_("Your account belongs to no person."), right=True))
    works = own_competences(person, clock.today())
    context = {"works": works, "has_levels": has_levels(works), "many": len(works) > 1}
    return render(request, "conversations/profile.html", context)
