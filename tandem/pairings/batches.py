"""What a batch of collaborations is called."""

from __future__ import annotations

from django.utils.translation import gettext as _


def batch_title(batch: str) -> str:
    """A bare number becomes 第2批; a batch with a name of its own (第二批) keeps it; else empty."""
    return _("Batch %(batch)s") % {"batch": batch} if batch.isdigit() else batch
