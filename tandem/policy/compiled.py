"""A compiled policy as a value: SQL text that can be stored and run without the compiler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tandem.policy.model import Policy

Dialect = Literal["duckdb", "sqlite", "postgres", "pyspark"]

ENGINE_VERSION = "1"
"""Changes whenever the same policy and facts could come out differently, or the SQL reads others."""


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy as one SELECT for one database; reads ``schema.EVALUATION_TABLES`` by bare name.

    It holds no date, no scope and no user-defined function: ``as_of`` and ``scope`` are relations,
    so the text is the same for every day and every collaboration, and may be stored.
    """

    policy_hash: str
    engine_version: str
    dialect: Dialect
    scoped: bool
    sql: str


Compiler = Callable[[Policy, Dialect], CompiledPolicy]
"""Whatever gives a policy's SQL: the compiler itself, or a store of what it gave before."""
