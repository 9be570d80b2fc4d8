"""Where the policies that ship with the product lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def policies_folder() -> Path:
    """The folder of shipped policies: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / "policies"
    return inside if inside.is_dir() else _PACKAGE.parent / "policies"


def district_policy() -> Path:
    """The district policy, used where no other is named."""
    return policies_folder() / "district" / "policy.toml"
