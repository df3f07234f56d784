"""Lawful disclosures: asking, deciding, reading, and what the employee sees of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from core.policies import require
from organization.models import Person
from privacy.disclosure import policies, selectors, services
from privacy.disclosure.forms import Asking, Deciding, FindPerson
from privacy.disclosure.models import Disclosure


@require_safe
def disclosures(request: HttpRequest) -> HttpResponse:
    require(policies.can_see_disclosures(request.user))
    finding = FindPerson(request.GET)
    words = finding.cleaned_data["q"] if finding.is_valid() else ""
    may_ask = policies.can_ask(request.user)
    context = {
        "rows": selectors.seen_by(request.user)[:200],
        "finding": finding,
        "words": words,
        "may_ask": may_ask,
        "found": selectors.find_people(request.user, words) if may_ask else [],
    }
    return render(request, "privacy/disclosure/index.html", context)


@require_safe
def of_me(request: HttpRequest) -> HttpResponse:
    """What the employee is told: who, why, on what basis, who approved, when it was read."""
    rows = selectors.about(request.user)
    return render(request, "privacy/disclosure/of_me.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    require(policies.can_ask(request.user))
    person = get_object_or_404(Person.objects.visible_to(request.user), uuid=uuid)
    require(policies.can_ask_about(request.user, person))
    form = Asking(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask(user=request.user, person=person, **form.cleaned_data)
        messages.success(request, _("Asked. The data-protection officer or the city manager "
                                    "decides."))  # fmt: skip
        return redirect("privacy:disclosures")
    context = {
        "form": form,
        "employee": person,
        "any": selectors.conversations_of(person).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "privacy/disclosure/new.html", context, status=status)


def _load(request: HttpRequest, uuid: UUID) -> Disclosure:
    require(policies.can_see_disclosures(request.user))
    found: Disclosure = get_object_or_404(selectors.seen_by(request.user), uuid=uuid)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Scope and reasons; the second person decides here."""
    found = _load(request, uuid)
    decision = policies.can_decide(request.user, found)
    form = Deciding(request.POST or None)
    if request.method == "POST":
        require(decision)
        if form.is_valid():
            services.decide(user=request.user, disclosure=found, **form.cleaned_data)
            messages.success(request, _("Your decision was recorded."))
            return redirect("privacy:disclosure", uuid)
    context = {
        "found": found,
        "form": form if decision else None,
        "may_read": policies.can_read(request.user, found),
        "may_end": policies.can_end(request.user, found),
        "gets_letters": selectors.gets_letters(found.person),
    }
    status = 422 if form.is_bound else 200
    return render(request, "privacy/disclosure/detail.html", context, status=status)


@require_POST
def disclosure_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _load(request, uuid)
    services.end(user=request.user, disclosure=found)
    messages.success(request, _("The disclosure was ended."))
    return redirect("privacy:disclosure", uuid)


@require_safe
@never_cache
def disclosure_read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The conversations as far as they were disclosed. Each reading is in two logs: of the
    disclosure and of each conversation."""
    found = _load(request, uuid)
    decision, readings = selectors.reading(request.user, found)
    require(decision)
    subject = found.person.uuid
    record(request.user, selectors.READ, found, data_subject=subject, role="disclosure")
    for row in readings:
        record(
            request.user,
            "conversations.read",
            row.conversation,
            data_subject=subject,
            role="disclosure",
        )
    context = {"found": found, "readings": readings}
    return render(request, "privacy/disclosure/read.html", context)
