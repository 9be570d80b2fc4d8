"""What keeps an engine from running at all, as a code with parameters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class EngineError(Exception):
    """An engine cannot be used here; it says nothing about the policy or the facts.

    ``code`` names the sentence to show, ``params`` fill it in (plain text, no passwords).
    """

    def __init__(self, code: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code, dict(params or {}))
        self.code = code
        self.params: Mapping[str, str] = MappingProxyType(dict(params or {}))
