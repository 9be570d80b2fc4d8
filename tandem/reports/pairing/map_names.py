"""Short names for the points of a map."""

from __future__ import annotations


def short_names(names: list[str]) -> dict[str, str]:
    """Names without the first two letters where at least half of them share these (县立……).

    A name stays whole where the rest would be shorter than two letters or that of another school.
    """
    heads: dict[str, int] = {}
    for name in names:
        heads[name[:2]] = heads.get(name[:2], 0) + 1
    head, count = max(heads.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if len(names) < 4 or 2 * count < len(names) or head.isascii():
        return {name: name for name in names}
    cut = {name: name.removeprefix(head) if len(name) > 3 else name for name in names}
    seen: dict[str, int] = {}
    for short in cut.values():
        seen[short] = seen.get(short, 0) + 1
    return {name: short if seen[short] == 1 else name for name, short in cut.items()}
