"""Content on disk by its SHA-256: written once, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

PASSING = ".new-"
"""How the names of files begin that are being written."""
SMALL = ".small"


def path_of(sha256: str) -> Path:
    """Where content of that hash lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def small_path_of(sha256: str) -> Path:
    """Where a photo's picture for lists lies."""
    return path_of(sha256).with_name(f"{sha256}{SMALL}")


def is_passing(path: Path) -> bool:
    """Whether a file is one that is being written, or was when its server ended."""
    return path.name.startswith(PASSING)


def remove(sha256: str) -> bool:
    """Take content and its small picture from the disk; whether it was there."""
    path = path_of(sha256)
    there = path.exists()
    small_path_of(sha256).unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    return there


def put(path: Path, data: bytes) -> None:
    """Write a file under its name only when it is whole and on the disk. One that is there stays."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=PASSING, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The new name is on the disk too; a system that cannot do that with folders is left alone."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
