"""What is wrong with a policy: the problems of TOML files, by the engine's own names."""

from __future__ import annotations

from tandem.lib.toml_problems import TomlError as PolicyError
from tandem.lib.toml_problems import TomlProblem as PolicyProblem

__all__ = ["PolicyError", "PolicyProblem"]
