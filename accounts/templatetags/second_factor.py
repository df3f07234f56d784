from uuid import UUID

from allauth.mfa.models import Authenticator
from django import template

from accounts.second_factor import public_id

register = template.Library()


@register.filter
def passkey_id(authenticator: Authenticator) -> UUID:
    return public_id(authenticator)
