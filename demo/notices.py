"""The demo's people read the privacy notice long ago, but for Aino: as her one sees it shown."""

from datetime import datetime

from django.utils import timezone

from demo.people import uuid_for
from organization.models import Person
from privacy.notices.models import NoticeRead
from privacy.notices.texts import VERSION

NEW = uuid_for("person", "cast-aino")


def write_read() -> None:
    at = timezone.make_aware(datetime(2025, 1, 7, 9))
    people = Person.objects.exclude(uuid=NEW).values_list("pk", flat=True)
    NoticeRead.objects.bulk_create(
        [NoticeRead(person_id=pk, version=VERSION, at=at) for pk in people], batch_size=500
    )
