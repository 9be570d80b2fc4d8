"""A record or a frozen plan as a file, and back."""

from __future__ import annotations

from tandem.matching.draw.canonical import SIZE_LIMIT, NotCanonical, canonical_text, read_canonical
from tandem.matching.draw.model import FORMAT, Plan, Record
from tandem.matching.draw.problems import refuse
from tandem.matching.draw.shape import BadShape, from_json, to_json


def file_text(part: Plan | Record) -> str:
    """The text of the file: canonical (see :mod:`canonical`).

    Raises ``DrawError`` (``file-size``) for one that could not be read again, and for a plan that leaves
    no room for the record of its draw.
    """
    text = canonical_text(to_json(part))
    size = len(text.encode("utf-8"))
    most = SIZE_LIMIT // 2 if isinstance(part, Plan) else SIZE_LIMIT
    if size > most:
        raise refuse("file-size", size=-(-size >> 20), most=most >> 20)
    return text


def read_file(data: bytes) -> Plan | Record:
    """The plan or the record that ``data`` holds; only its form is looked at.

    Raises ``NotCanonical``: with the codes of :func:`~.canonical.read_canonical`, ``other-format`` for the
    file of another version or of something else, ``shape`` where a member is missing, strange or of the
    wrong kind (``at`` is its path).
    """
    value = read_canonical(data)
    if value.get("format") != FORMAT:
        raise NotCanonical("other-format", str(value.get("format", ""))[:60])
    try:
        if "frozen" in value:
            return from_json(Record, value)
        return from_json(Plan, value)
    except BadShape as bad:
        raise NotCanonical("shape", bad.path) from None
