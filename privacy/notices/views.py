"""The notice before the first conversation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from organization.selectors import person_of
from privacy.notices.context import notice_context
from privacy.notices.models import NoticeRead
from privacy.notices.services import mark_read
from privacy.notices.texts import VERSION


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """Shown once per version; reading it is no consent."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    target = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = ""
    if request.method == "POST":
        mark_read(person)
        return redirect(target or "conversations:index")
    read = NoticeRead.objects.filter(person=person, version=VERSION).first()
    context = {"next": target, "read": read, "version": VERSION, **notice_context()}
    return render(request, "privacy/notices/notice.html", context)
