"""Only what pages use of npm packages is collected: compressing the rest takes half a minute."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

UNUSED = (
    "vendor/bootstrap/*",
    "vendor/bootstrap-icons/bootstrap-icons.css",
    "vendor/*.json",
    "vendor/*.scss",
    "vendor/*.ts",
    "vendor/*.md",
    "vendor/*/LICENSE",
)
USED = ("vendor/bootstrap/bootstrap.min.css*",)


def is_used(name: str) -> bool:
    """`name` as in a template's `static` tag."""
    matches = [any(fnmatch(name, pattern) for pattern in group) for group in (USED, UNUSED)]
    return matches[0] or not matches[1]


class UsedFinder(FileSystemFinder):
    """STATICFILES_DIRS without what npm packages bring and no page uses."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for name, storage in super().list(ignore_patterns or []):
            prefix = getattr(storage, "prefix", None)
            if is_used(f"{prefix}/{name}" if prefix else name):
                yield name, storage
