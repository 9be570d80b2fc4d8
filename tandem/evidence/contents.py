"""What a file really is, told from its content; a photo is made anew without what it carries along."""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass

import filetype
import pi_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

pi_heif.register_heif_opener()

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2560
SMALL_SIDE = 480
MOST_PIXELS = 64_000_000
"""A phone's largest photo has 50 million; more is a mistake or an attack."""

PHOTOS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
}
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    **dict(OFFICE.values()),
}
"""The endings of what is stored (a photo of another kind becomes a JPEG)."""

ACCEPT = "image/*,.heic,.heif,.pdf,.docx,.xlsx,.pptx"


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is to be stored; ``small`` is a photo's picture for lists."""

    data: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    perceptual_hash: str = ""
    small: bytes = b""


def read_content(data: bytes, name: str) -> Content:
    """Look at a file and make it ready. Raises ``ValidationError`` that says what is wrong."""
    if not data:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    if len(data) > MOST_BYTES:
        raise ValidationError(
            _("“%(name)s” is larger than 10 MB. Make it smaller and add it again.") % {"name": name}
        )
    found = filetype.guess(data)
    mime = found.mime if found else ""
    if mime in PHOTOS or mime == "image/heif":
        return _photo(data, name, PHOTOS.get(mime, "HEIF"))
    if data.startswith(b"%PDF-"):
        return Content(data, "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        office = _office(data, name)
        if office:
            return Content(data, office)
    raise ValidationError(
        _(
            "“%(name)s” is of a kind that cannot be added. Photos (JPEG, PNG, WebP, HEIC), PDF and"
            " Word, Excel and PowerPoint files (.docx, .xlsx, .pptx) can; save an older file in one"
            " of these kinds."
        )
        % {"name": name}
    )


def _office(data: bytes, name: str) -> str:
    """The media type of a Word, Excel or PowerPoint file; empty for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged(name) from error
    if "[Content_Types].xml" not in names:
        return ""
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise ValidationError(
            _("“%(name)s” holds macros. Save it without macros and add it again.") % {"name": name}
        )
    return next((media for part, (media, _end) in OFFICE.items() if part in names), "")


def _damaged(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” cannot be opened: it seems to be damaged.") % {"name": name}
    )


def _photo(data: bytes, name: str, kind: str) -> Content:
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError(
                    _("“%(name)s” has too many pixels. Make it smaller and add it again.")
                    % {"name": name}
                )
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image = _plain(opened)
    except ValidationError:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        RuntimeError,
    ) as error:
        raise _damaged(name) from error
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = "PNG" if kind == "PNG" else "JPEG"
    small = image.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return Content(
        _written(image, out),
        f"image/{out.lower()}",
        image.width,
        image.height,
        difference_hash(image),
        _written(small, "JPEG", 78),
    )


def _plain(opened: Image.Image) -> Image.Image:
    """Upright, in sRGB, on white, and nothing but its pixels: no place, no camera, no time."""
    profile = opened.info.get("icc_profile")
    image = ImageOps.exif_transpose(opened)
    if profile and image.mode == "RGB":
        # with a broken profile the colours stay as they are
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                inPlace=True,
            )
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        above = image.convert("RGBA")
        image = Image.new("RGB", above.size, "white")
        image.paste(above, mask=above.getchannel("A"))
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _written(image: Image.Image, kind: str, quality: int = 85) -> bytes:
    out = io.BytesIO()
    if kind == "PNG":
        image.save(out, "PNG", optimize=False)
    else:
        image.save(out, "JPEG", quality=quality, progressive=True)
    return out.getvalue()


def difference_hash(image: Image.Image) -> str:
    """64 bits: whether each of 9 by 8 grey points is brighter than its right neighbour.

    Empty where a picture has too little in it to be told from another (a white page).
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    points = grey.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            left, right = points[row * 9 + column], points[row * 9 + column + 1]
            bits = bits << 1 | (left > right)
    return f"{bits:016x}" if 6 <= bits.bit_count() <= 58 else ""


def apart(one: str, other: str) -> int:
    """In how many bits two such hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
