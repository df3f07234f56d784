"""Forms of the end of a conversation: their rules of content only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conversations.models import Conversation
from conversations.services.signing import Words, hash_now
from core import clock
from core.look.formats import local

MAX_TEXT = 4_000  # characters
MARK = 8  # characters of the hash that are typed from a paper
BOX: dict[str, Any] = {"max_length": MAX_TEXT, "widget": forms.Textarea(attrs={"rows": 4})}

AGREES, REMARKS, DIFFERS = "agrees", "remark", "differs"


class SignForm(forms.Form):
    """How one signs. Without a choice it is a plain signature."""

    stance = forms.ChoiceField(
        label=_("How do you sign?"),
        choices=[
            (AGREES, _("I sign")),
            (REMARKS, _("I sign and add a remark")),
            (DIFFERS, _("I sign, but I see it differently")),
        ],
        widget=forms.RadioSelect,
        initial=AGREES,
        required=False,
    )
    remark = forms.CharField(
        label=_("Your remark or differing view"),
        help_text=_(
            "In your own words. Both of you see it, and it stands in the document beside your "
            "signature. It cannot be changed afterwards."
        ),
        required=False,
        **BOX,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("stance") in (REMARKS, DIFFERS) and not data.get("remark"):
            self.add_error("remark", _("Write your remark, or choose to sign without one."))
        if data.get("stance") in ("", AGREES) and data.get("remark"):
            self.add_error(
                "stance", _("You have written a remark: choose that you sign with it, or empty it.")
            )
        return data

    def words(self) -> Words | None:
        text = self.cleaned_data["remark"]
        return Words(text, self.cleaned_data["stance"] == DIFFERS) if text else None


class CodeForm(SignForm):
    """On the supervisor's device: the employee types the code."""

    code = forms.CharField(
        label=_("Your signing code"),
        help_text=_("It is in the letter that HR services gave you. It works once."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code",
            }
        ),
    )


class PaperForm(SignForm):
    """That the employee has signed on paper."""

    paper_on = forms.DateField(
        label=_("Day of the signature on the paper"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    mark = forms.CharField(
        label=_("Mark of the text on the paper"),
        help_text=_(
            "The eight characters on the paper. They bind the signature to exactly that text."
        ),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("paper_on", "mark", "stance", "remark")

    def __init__(self, conversation: Conversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conversation = conversation
        self.seen_hash = hash_now(conversation)
        self.fields["stance"].label = _("How did the employee sign?")
        self.fields["stance"].choices = [  # type: ignore[attr-defined]
            (AGREES, _("Signed")),
            (REMARKS, _("Signed and added a remark")),
            (DIFFERS, _("Signed, but sees it differently")),
        ]
        self.fields["remark"].label = _("The remark, as it is written on the paper")
        self.fields["remark"].help_text = ""

    def clean_paper_on(self) -> Any:
        day = self.cleaned_data["paper_on"]
        held = self.conversation.held_at
        if day > clock.today():
            raise ValidationError(_("The day cannot be in the future."))
        if held and day < local(held).date():
            raise ValidationError(_("The talk had not been held on that day."))
        return day

    def clean_mark(self) -> str:
        mark = "".join(self.cleaned_data["mark"].lower().split())
        if mark != self.seen_hash[:MARK]:
            raise ValidationError(
                _(
                    "This is not the mark of the text as it is now. Check the characters. If the "
                    "text has been changed after printing, print and sign it again."
                )
            )
        return mark


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you do not sign"),
        help_text=_(
            "You need not say. What you write is seen by both of you, in the document too."
        ),
        required=False,
        **BOX,
    )


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Your remark"),
        help_text=_(
            "Both of you see it with the day and your name. It cannot be changed afterwards."
        ),
        **BOX,
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is reopened"),
        help_text=_(
            "The employee and the supervisor both see this. Write nothing about what was said in "
            "the conversation."
        ),
        **BOX,
    )
