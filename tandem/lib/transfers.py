"""The one registry of what goes in and out with the facts contract.

Each record app registers, from its ``apps.py``, how its tables are loaded and what they hand out; the
exchange that reads and writes files knows none of them by name. They run in the order in which they
were registered, which is that of the apps: what is referred to comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]


class Loading(Protocol):
    """An import at work: what a loader may ask of it.

    A ``source`` is a SELECT over the schema ``facts`` (the contract's tables, in DuckDB) and over the
    tables that :meth:`give` made. Its columns are named like the model's fields (``school_id`` for a
    foreign key). No data is null there; a text column that knows no null takes the empty text.
    """

    @property
    def by_name(self) -> str:
        """The name of whoever imports."""

    def rows(self, source: str) -> Iterator[Row]:
        """The rows of a source, one after the other."""

    def give(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Make a table of texts that later sources may read."""

    def upsert(
        self,
        table: str,
        model: type[Any],
        source: str,
        *,
        key: Sequence[str] = ("id",),
        new: Mapping[str, Any] | None = None,
        only_new: Sequence[str] = (),
        kept: Sequence[str] = (),
        add_only: bool = False,
        computed: Mapping[str, Callable[[Any], Any]] | None = None,
        counted: bool = True,
    ) -> None:
        """Add the rows that are not there yet, and change those that differ.

        ``table`` is the contract's, for the count. ``new`` are values of new rows only, ``only_new``
        columns of the source that an existing row keeps as they are, ``kept`` columns that no data
        does not clear. With ``add_only`` nothing that exists changes. ``computed`` fields follow from
        a new or changed row. A ``version`` of the model rises with each change.
        """

    def replace(
        self, table: str, model: type[Any], source: str, *, parent: str, parents: str
    ) -> None:
        """Make the child rows of each of ``parents`` exactly those of the source.

        ``parents`` is a source of one column of ids, ``parent`` the field (and column of ``source``)
        that holds them. Parents whose rows are the same, in any order, are left alone.
        """


Loader = Callable[[Loading], None]
Rows = Callable[[], Iterable[Sequence[Any]]]

_loaders: list[Loader] = []
_outlets: dict[str, Rows] = {}


def register_loader(loader: Loader) -> None:
    """Have ``loader`` called in every import, after those that were registered before."""
    if loader not in _loaders:
        _loaders.append(loader)


def loaders() -> tuple[Loader, ...]:
    """Every loader, in the order of registration."""
    return tuple(_loaders)


def register_outlet(table: str, rows: Rows) -> None:
    """Name the rows of a contract table, each with exactly its columns, in their order.

    Empty text stands for no data. Raises ``ValueError`` where the table has its rows already.
    """
    if _outlets.get(table, rows) is not rows:
        raise ValueError(f"{table} is handed out already")
    _outlets[table] = rows


def outlets() -> Mapping[str, Rows]:
    """The rows of every contract table that an app hands out."""
    return dict(_outlets)
