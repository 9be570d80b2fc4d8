"""A record's few rows of another table, brought along by the query that reads the record.

For pages made of many small lists: each list would else be a query of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery


class RowsOf(Subquery):
    """The rows of a ``values_list`` queryset that refers to the outer one, as a list of lists.

    Dates come as ISO texts; moments in time are not for it, as each database writes them its own way.
    """

    output_field = JSONField()

    def __init__(self, rows: QuerySet[Any, Any], columns: int) -> None:
        super().__init__(rows)
        self.names = ", ".join(f"c{number}" for number in range(columns))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite's own JSON."""
        return self._as_json(compiler, connection, "json_group_array(json_array({}))")

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL's, which says null for no rows."""
        made = "COALESCE(jsonb_agg(jsonb_build_array({})), '[]')"
        return self._as_json(compiler, connection, made)

    def _as_json(self, compiler: Any, connection: Any, made: str) -> Any:
        select = made.format(self.names)
        template = f"(WITH r({self.names}) AS (%(subquery)s) SELECT {select} FROM r)"
        return super().as_sql(compiler, connection, template=template)


def rows_of(queryset: QuerySet[Any, Any], names: Sequence[str]) -> RowsOf:
    """Those fields (foreign keys by their ``_id``) of a queryset that refers to the outer one."""
    return RowsOf(queryset.values_list(*names), len(names))


def models_of(model: Any, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Rows of :func:`rows_of` as objects of their model."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [
        model.from_db(
            None,
            list(names),
            [fields[name].to_python(value) for name, value in zip(names, row, strict=True)],
        )
        for row in rows
    ]
