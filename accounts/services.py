"""Verbs of accounts: making and inviting, the letter for a new password, the language."""

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import mail, work
from core.models import Letter, Work

mail.name_kind("invitation", gettext_lazy("Invitation to sign in"))
mail.name_kind("password_reset", gettext_lazy("Link for a new password"))


def password_url(user: User) -> str:
    """A personal link to choose a password: works once, for PASSWORD_RESET_TIMEOUT seconds."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.BASE_URL}{path}"


def invite(*, user: User, name: str) -> Letter | None:
    """Write the letter by which a new user chooses a password. None without an e-mail address."""
    return _write("invitation", user=user, name=name, url=password_url(user))


def create_account(*, email: str, language: str = "fi") -> User:
    """An account without a password: nobody can sign in before choosing one by a letter.

    Raises IntegrityError when the address belongs to another account.
    """
    return User.objects.create_user(email, language=language)


def owe_password_letter(*, users: Sequence[User]) -> None:
    """Owe the letter for a forgotten password, or owe nothing to nobody.

    One row either way: how long the page takes tells no stranger whose address is known.
    """
    known = [str(user.uuid) for user in users]
    work.owe("accounts.password_letter", str(uuid4()), {"users": known})


@work.handler("accounts.password_letter", name=gettext_lazy("A letter for a new password"))
def _password_letter(owed: Work) -> None:
    for user in User.objects.filter(uuid__in=owed.payload["users"], is_active=True):
        _write("password_reset", user=user, name="", url=password_url(user))


def choose_language(*, user: User, language: str) -> None:
    """Raises ValueError for a language that the site does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(language)
    user.language = language
    user.save(update_fields=["language"])


def _write(kind: str, *, user: User, name: str, url: str) -> Letter | None:
    return mail.write_letter(
        mail.Recipient(user.uuid, user.email, user.language, name),
        kind=kind,
        subject_id=user.uuid,
        # Each link is a letter of its own; the link itself is kept nowhere but in the letter.
        occasion=hashlib.sha256(url.encode()).hexdigest()[:40],
        context={"url": url, "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)},
        secret=True,
    )
