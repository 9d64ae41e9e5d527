"""How a file comes in: to a temporary file up to the limit, and read to its end whatever its size.

A connection that is cut in the middle tells a person nothing. So what is too large is read and thrown away,
and the form comes back with everything else that was typed and a sentence about the file.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class UpToTheLimit(TemporaryFileUploadHandler):
    """Keeps no more than one byte beyond the limit; the file knows how large it really was."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = settings.UPLOAD_LIMIT + 1 - self.kept
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)
            self.kept += min(room, len(raw_data))
