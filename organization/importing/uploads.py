"""Keeping an upload in memory until it has been examined: nothing of it touches the disk before."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from core.tabular import MAX_BYTES


class MemoryHandler(FileUploadHandler):
    """Django's own would write files over 5 MB to a temporary directory."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.size, self.over = BytesIO(), 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > 4 * MAX_BYTES:
            raise StopUpload(connection_reset=True)
        # One byte over tells read_table that the file is too large; the rest is let go.
        room = MAX_BYTES + 1 - self.kept.tell()
        if room > 0:
            self.kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self.kept.getbuffer().nbytes,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
