"""Who of HR last changed a template's draft."""

from django.utils.translation import gettext_lazy as _

from core import personal

for model in ("conversations.Template", "conversations.Theme", "conversations.Question"):
    personal.withhold(
        model,
        "updated_by",
        what=_("That you were the last to change a conversation template's draft"),
        why=_("What you did stands with its time in the event log, which is in this package."),
    )
