"""Record ids in URLs."""

from __future__ import annotations

from tandem.lib.keys import key_to_path, path_to_key


class KeyConverter:
    """``<key:pk>``: an id of the contract, whatever characters it holds."""

    regex = r"[A-Za-z0-9~][A-Za-z0-9_.=-]*"

    def to_python(self, value: str) -> str:
        """The id. U+0000 is in none: no database keeps it."""
        key = path_to_key(value)
        if "\0" in key:
            raise ValueError(value)
        return key

    def to_url(self, value: str) -> str:
        """Its segment."""
        return key_to_path(str(value))
