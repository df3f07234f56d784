"""One's own account: who I am here, in which language, with which password."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import LanguageForm
from accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = LanguageForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        services.choose_language(user=user, language=form.cleaned_data["language"])
        with translation.override(user.language):
            messages.success(request, _("The language was saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
