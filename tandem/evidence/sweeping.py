"""What no record refers to any more goes from the disk: once a night.

A file that was taken away stays for :data:`GRACE`, as taking away can be undone. Then its content goes;
who added it to what, its name and its hash stay in the rows and in the audit trail.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tandem.calendar import now
from tandem.evidence import storage
from tandem.evidence.models import Attachment, StoredFile

GRACE = timedelta(days=30)
LEFT_OVER_SECONDS = 24 * 3600
"""An upload that began so long ago ended with its server: its half file is nobody's."""


def sweep_files() -> int:
    """Remove contents without a record, and halves of uploads that broke off; how many contents."""
    in_use = Attachment.objects.filter(file=OuterRef("pk")).filter(
        Q(removed_at=None) | Q(removed_at__gt=now() - GRACE)
    )
    candidates = StoredFile.objects.filter(~Exists(in_use))
    swept = 0
    for pk in list(candidates.values_list("pk", flat=True)):
        with transaction.atomic():
            # an upload of the same content holds this row until its record refers to it
            if candidates.select_for_update().filter(pk=pk).exists():
                swept += storage.remove(pk)
    _sweep_left_overs()
    return swept


def _sweep_left_overs() -> None:
    before = time.time() - LEFT_OVER_SECONDS
    for path in _files():
        known = StoredFile.objects.filter(pk=path.name.removesuffix(storage.SMALL)).exists
        if path.stat().st_mtime < before and (storage.is_passing(path) or not known()):
            path.unlink(missing_ok=True)


def _files() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    yield from (path for path in root.glob("??/??/*") if path.is_file() and not path.is_symlink())
