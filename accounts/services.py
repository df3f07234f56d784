"""Verbs of accounts: making and inviting, the letter for a new password, the language."""

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts import signals
from accounts.backends import may_sign_in_locally
from accounts.models import Session, User
from core import mail, work
from core.models import Letter, Work

mail.name_kind("invitation", gettext_lazy("Invitation to sign in"))
mail.name_kind("password_reset", gettext_lazy("Link for a new password"))
mail.name_kind("second_factor_removed", gettext_lazy("The second factor was removed"))


def password_url(user: User) -> str:
    """A personal link to choose a password: works once, for PASSWORD_RESET_TIMEOUT seconds.

    The sign-in page for somebody who signs in at the OpenID provider only.
    """
    if not may_sign_in_locally(user):
        return f"{settings.BASE_URL}{reverse('account_login')}"
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
        if not may_sign_in_locally(user):
            continue
        _write("password_reset", user=user, name="", url=password_url(user))


def choose_language(*, user: User, language: str) -> None:
    """Raises ValueError for a language that the site does not speak."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(language)
    user.language = language
    user.save(update_fields=["language"])


def close_sessions(*, user: User, only: Session | None = None) -> int:
    """End one session of `user`, or all. How many ended."""
    rows = Session.objects.filter(user=user)
    if only is not None:
        rows = rows.filter(pk=only.pk)
    closed = rows.delete()[0]
    signals.session_closed.send(User, user=user, everywhere=only is None)
    return closed


@transaction.atomic
def remove_second_factors(*, user: User) -> bool:
    """Remove every passkey, app and recovery code of somebody who has lost them, end the sessions
    and tell the person by letter. False: there were none."""
    lost = Authenticator.objects.filter(user=user)
    if not lost.exists():
        return False
    lost.delete()
    close_sessions(user=user)
    mail.write_letter(
        mail.Recipient(user.uuid, user.email, user.language, ""),
        kind="second_factor_removed",
        subject_id=user.uuid,
        occasion=str(uuid4()),
        context={"url": f"{settings.BASE_URL}{reverse('account_login')}"},
    )
    return True


def _write(kind: str, *, user: User, name: str, url: str) -> Letter | None:
    return mail.write_letter(
        mail.Recipient(user.uuid, user.email, user.language, name),
        kind=kind,
        subject_id=user.uuid,
        # Each link is a letter of its own; the link itself is kept nowhere but in the letter.
        occasion=hashlib.sha256(url.encode()).hexdigest()[:40],
        context={
            "url": url,
            "days": settings.INVITATION_DAYS
            if kind == "invitation"
            else settings.PASSWORD_LINK_DAYS,
            "provider": "" if may_sign_in_locally(user) else settings.OIDC_NAME,
        },
        secret=True,
    )
