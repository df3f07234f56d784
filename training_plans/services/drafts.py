"""What somebody is typing into a form and has not sent (core.models.Draft): own eyes only."""

from typing import Any

from django.http import QueryDict

from core import clock
from core.models import Draft


def keep(user: Any, key: str, data: QueryDict) -> None:
    kept = {
        name: data.getlist(name)
        for name in data
        if name not in ("csrfmiddlewaretoken", "version", "uuid")
    }
    Draft.objects.update_or_create(
        owner=user.uuid, key=key, defaults={"data": kept, "updated_at": clock.now()}
    )


def kept(user: Any, key: str) -> Draft | None:
    return Draft.objects.filter(owner=user.uuid, key=key).first()


def kept_texts(user: Any, prefix: str) -> dict[str, str]:
    """By the rest of the key, the field `text` of the drafts whose key begins with `prefix`."""
    rows = Draft.objects.filter(owner=user.uuid, key__startswith=prefix)
    return {row.key.removeprefix(prefix): (row.data.get("text") or [""])[0] for row in rows}


def drop(user: Any, key: str) -> None:
    Draft.objects.filter(owner=user.uuid, key=key).delete()


def initial(draft: Draft | None, many: tuple[str, ...] = ()) -> dict[str, Any]:
    """Form data of a draft: fields in `many` as lists, the others as single values."""
    if draft is None:
        return {}
    return {
        name: values if name in many else (values[-1] if values else "")
        for name, values in draft.data.items()
    }
