"""Who brings in a file when nobody is signed in."""

from uuid import NAMESPACE_URL, UUID, uuid5

from audit.acting import Acting


class Feed:
    """The nightly feed: whoever may run commands on the server (manage.py import_people)."""

    uuid: UUID = uuid5(NAMESPACE_URL, "heinola-osaaminen:feed")
    is_authenticated = True

    def __init__(self) -> None:
        # As whom it acts, for the log, which otherwise asks for the person of an account.
        self._acting = Acting("feed")


FEED = Feed()
