"""Loading the contract's rows into the application's tables: compare, then write what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import connection, models

from tandem.facts import Facts
from tandem.facts.staging import quoted
from tandem.lib.transfers import Row
from tandem.pairings.models import Collaboration

READ = 5_000
"""How many rows of the facts are looked at at a time."""

ASKED = 900
"""How many ids a query names: SQLite takes no more than a thousand values at once everywhere."""

WRITTEN = 2_000
"""How many rows a statement writes (the database may make it fewer)."""


@dataclass(slots=True)
class Count:
    """What an import did to one table of the contract."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def touched(self) -> int:
        """How many rows are not as they were."""
        return self.new + self.changed + self.removed


@dataclass(eq=False)
class FactsLoading:
    """An import at work (:class:`tandem.lib.transfers.Loading`) on checked facts.

    ``touched`` gathers the collaborations of which something changed, those that a row left too;
    ``written`` the database tables that were written to.
    """

    facts: Facts
    by_name: str
    counts: dict[str, Count] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def rows(self, source: str) -> Iterator[Row]:
        cursor = self.facts.connection.cursor()
        cursor.execute(source)
        while batch := cursor.fetchmany(READ):
            yield from batch

    def give(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        held = list(rows)
        connection = self.facts.connection
        named = ", ".join(f"{quoted(column)} VARCHAR" for column in columns)
        connection.execute(f"CREATE OR REPLACE TABLE main.{quoted(table)} ({named})")
        if held:
            lists = [list(column) for column in zip(*held, strict=True)]
            unnested = ", ".join("unnest(?::VARCHAR[])" for _ in columns)
            connection.execute(f"INSERT INTO main.{quoted(table)} SELECT {unnested}", lists)

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
        columns = self._columns(source)
        work = _Upsert(
            self,
            self.counts.setdefault(table, Count()) if counted else Count(),
            model,
            columns,
            tuple(key),
            dict(new or {}),
            frozenset(only_new),
            frozenset(kept),
            add_only,
            dict(computed or {}),
        )
        work.run(source)
        if work.count.touched:
            self.written.add(model._meta.db_table)

    def replace(
        self, table: str, model: type[Any], source: str, *, parent: str, parents: str
    ) -> None:
        work = _Replace(self, self.counts.setdefault(table, Count()), model, parent)
        work.run(self._columns(source), source, parents)
        if work.count.touched:
            self.written.add(model._meta.db_table)

    def _columns(self, source: str) -> tuple[str, ...]:
        described = self.facts.connection.execute(f"SELECT * FROM ({source}) LIMIT 0").description
        return tuple(str(column[0]) for column in described or ())


def _no_data(model: type[Any], column: str) -> Any:
    """What stands for no data in a column: the empty text where it knows no null."""
    described = _field(model, column)
    text = isinstance(described, models.CharField | models.TextField) and not described.null
    return "" if text else None


def _field(model: type[Any], column: str) -> models.Field[Any, Any]:
    return next(f for f in model._meta.concrete_fields if column in (f.attname, f.name))


def _insert(model: type[Any], records: Sequence[Any]) -> None:
    """Write new rows; their automatic ids are not asked for. PostgreSQL takes them by ``COPY``."""
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(records, batch_size=WRITTEN)
        return
    if not records:
        return
    own = isinstance(model._meta.pk, models.AutoField)
    fields = [f for f in model._meta.concrete_fields if not (own and f.primary_key)]
    names = ", ".join(quoted(f.column) for f in fields)
    connection.ensure_connection()
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {quoted(model._meta.db_table)} ({names}) FROM STDIN") as copy,
    ):
        for record in records:
            copy.write_row(
                [f.get_db_prep_save(f.pre_save(record, True), connection) for f in fields]
            )


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


@dataclass
class _Upsert:
    loading: FactsLoading
    count: Count
    model: type[Any]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    new: dict[str, Any]
    only_new: frozenset[str]
    kept: frozenset[str]
    add_only: bool
    computed: dict[str, Callable[[Any], Any]]

    def run(self, source: str) -> None:
        empty = [_no_data(self.model, column) for column in self.columns]
        batch: list[Row] = []
        there = self.model._default_manager.exists()
        for row in self.loading.rows(source):
            batch.append(
                tuple(
                    none if value is None else value for value, none in zip(row, empty, strict=True)
                )
            )
            if len(batch) == READ:
                self._batch(batch, there)
                batch = []
        if batch:
            self._batch(batch, there)

    @property
    def _watched(self) -> list[str]:
        """The columns that make an existing row differ."""
        own = {*self.key, *self.only_new}
        return [column for column in self.columns if column not in own]

    def _batch(self, batch: list[Row], there: bool) -> None:
        known = self._known(batch) if there else {}
        places = {column: place for place, column in enumerate(self.columns)}
        at = [places[name] for name in self.key]
        watched = self._watched
        added: list[Row] = []
        differing: dict[Any, dict[str, Any]] = {}
        for row in batch:
            found = known.get(tuple(row[i] for i in at))
            if found is None:
                added.append(row)
                continue
            pk, *before = found
            change = {
                column: row[places[column]]
                for column, old in zip(watched, before, strict=True)
                if old != row[places[column]]
                and not (column in self.kept and row[places[column]] in (None, ""))
            }
            if change and not self.add_only:
                differing[pk] = change
            else:
                self.count.unchanged += 1
        self._add(added)
        self._change(differing)

    def _known(self, batch: list[Row]) -> dict[Row, Row]:
        """The rows that are there: their key to their primary key and the watched columns."""
        rows = self.model._default_manager.order_by()
        first = self.columns.index(self.key[0])
        wanted = list(dict.fromkeys(row[first] for row in batch))
        known: dict[Row, Row] = {}
        size = len(self.key)
        for chunk in _chunks(wanted, ASKED):
            found = rows.filter(**{f"{self.key[0]}__in": chunk})
            for row in found.values_list(*self.key, "pk", *self._watched):
                known[row[:size]] = row[size:]
        return known

    def _add(self, rows: Sequence[Row]) -> None:
        made = []
        for row in rows:
            record = self.model(**self.new, **dict(zip(self.columns, row, strict=True)))
            for name, compute in self.computed.items():
                setattr(record, name, compute(record))
            made.append(record)
        _insert(self.model, made)
        self.count.new += len(made)
        self._touch(made)

    def _change(self, differing: Mapping[Any, Mapping[str, Any]]) -> None:
        names = {f.name for f in self.model._meta.concrete_fields}
        versioned = "version" in names
        for chunk in _chunks(list(differing), ASKED):
            records = list(self.model._default_manager.filter(pk__in=chunk))
            self._touch(records)
            for record in records:
                for column, value in differing[record.pk].items():
                    setattr(record, column, value)
                for name, compute in self.computed.items():
                    setattr(record, name, compute(record))
                if versioned:
                    record.version += 1
            fields = [_field(self.model, column).name for column in self._watched]
            self.model._default_manager.bulk_create(
                records,
                batch_size=WRITTEN,
                update_conflicts=True,
                unique_fields=[self.model._meta.pk.name],
                update_fields=[*fields, *self.computed, *(["version"] if versioned else [])],
            )
            self.count.changed += len(records)
            self._touch(records)

    def _touch(self, records: Iterable[Any]) -> None:
        attribute = "pk" if self.model is Collaboration else "collaboration_id"
        if any(f.attname == attribute for f in self.model._meta.fields) or attribute == "pk":
            self.loading.touched.update(getattr(record, attribute) for record in records)


@dataclass
class _Replace:
    loading: FactsLoading
    count: Count
    model: type[Any]
    parent: str

    def run(self, columns: tuple[str, ...], source: str, parents: str) -> None:
        """Go through the parents in order, so many at a time, the source's rows along with them."""
        empty = [_no_data(self.model, column) for column in columns]
        there = self.model._default_manager.exists()
        ordered = self.loading.rows(f"SELECT * FROM ({source}) ORDER BY {quoted(self.parent)}")
        place = columns.index(self.parent)
        waiting: Row | None = next(ordered, None)
        ids = [row[0] for row in self.loading.rows(f"SELECT * FROM ({parents}) ORDER BY 1")]
        for chunk in _chunks(ids, ASKED):
            last = chunk[-1]
            wanted: dict[Any, list[Row]] = defaultdict(list)
            while waiting is not None and waiting[place] <= last:
                row = tuple(
                    none if value is None else value
                    for value, none in zip(waiting, empty, strict=True)
                )
                wanted[row[place]].append(row)
                waiting = next(ordered, None)
            self._chunk(columns, chunk, wanted, there)

    def _chunk(
        self,
        columns: tuple[str, ...],
        parents: Sequence[Any],
        wanted: Mapping[Any, list[Row]],
        there: bool,
    ) -> None:
        known: dict[Any, list[Row]] = defaultdict(list)
        if there:
            rows = self.model._default_manager.order_by()
            for row in rows.filter(**{f"{self.parent}__in": parents}).values_list(
                self.parent, *columns
            ):
                known[row[0]].append(row[1:])
        added: list[Row] = []
        replaced, written = [], []
        for parent in parents:
            new, old = wanted.get(parent, []), known.get(parent, [])
            if Counter(new) == Counter(old):
                self.count.unchanged += len(new)
                continue
            same = (Counter(new) & Counter(old)).total()
            self.count.unchanged += same
            self.count.new += len(new) - same
            self.count.removed += len(old) - same
            written.append(parent)
            if old:
                replaced.append(parent)
            added += new
        if replaced:
            self.model._default_manager.filter(**{f"{self.parent}__in": replaced}).delete()
        _insert(self.model, [self.model(**dict(zip(columns, row, strict=True))) for row in added])
        if written:
            above = cast(Any, _field(self.model, self.parent).related_model)._default_manager
            self.loading.touched.update(
                above.filter(pk__in=written).order_by().values_list("collaboration_id", flat=True)
            )
