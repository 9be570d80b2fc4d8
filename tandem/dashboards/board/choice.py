"""What a reader asked the board to show, and the same in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from tandem.pairings.models import Collaboration
from tandem.reports.current import Row
from tandem.reports.standing import Standing
from tandem.reports.words import Words
from tandem.schools.models.schools import Stage

STANDING_CHOICES: Mapping[str, tuple[object, frozenset[Standing]]] = MappingProxyType(
    {
        "behind": (_("short or falling behind"), frozenset({"short", "near"})),
        "short": (_("short"), frozenset({"short"})),
        "near": (_("falling behind"), frozenset({"near"})),
        "owed": (_("not yet done"), frozenset({"short", "near", "open"})),
        "met": (_("all done"), frozenset({"met"})),
    }
)
"""How the rows can be chosen by how they stand; ``met`` asks that nothing is left to do."""

NO_BATCH = "-"
"""The value that stands for collaborations without a batch."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters of the board; an empty one does not restrict."""

    batch: str = ""
    stage: str = ""
    place: str = ""
    duty: str = ""
    standing: str = ""

    def __bool__(self) -> bool:
        return any((self.batch, self.stage, self.place, self.duty, self.standing))

    def takes(self, pair: Collaboration, row: Row) -> bool:
        """Whether a collaboration is to be shown."""
        if self.batch and (pair.batch or NO_BATCH) != self.batch:
            return False
        if self.stage and self.stage not in (pair.lead.stage, pair.partner.stage):
            return False
        if self.place and self.place not in (pair.lead.place, pair.partner.place):
            return False
        return self._stands(row) if self.standing else True

    def _stands(self, row: Row) -> bool:
        wanted = STANDING_CHOICES[self.standing][1]
        if self.duty:
            return row.standings.get(self.duty) in wanted
        if self.standing == "met":
            return not row.to_do() and "met" in row.standings.values()
        return any(
            row.standings[name] in wanted
            for name, finding in row.findings.items()
            if finding.severity == "must"
        )


def sentence(choice: Choice, words: Words, shown: int, of: int) -> str:
    """What is shown, in one sentence: 第一批小学，未达标或临近，共 37 对."""
    where = []
    if choice.batch:
        named = words.say("no-batch")
        if choice.batch != NO_BATCH:
            number = choice.batch.isdigit()
            named = words.say("batch-number", {"batch": choice.batch}) if number else choice.batch
        where.append(named)
    if choice.place:
        where.append(choice.place)
    if choice.stage:
        where.append(str(Stage(choice.stage).label))
    between = "" if (get_language() or "").startswith("zh") else ", "
    parts = [between.join(where)] if where else []
    if choice.duty:
        parts.append(words.title(choice.duty))
    if choice.standing:
        parts.append(str(STANDING_CHOICES[choice.standing][0]))
    if not choice:
        return ngettext("The one collaboration", "All %(n)d collaborations", of) % {"n": of}
    count = ngettext("%(n)d collaboration of %(of)d", "%(n)d collaborations of %(of)d", shown)
    parts.append(count % {"n": shown, "of": of})
    text = pgettext("list", ", ").join(parts)
    return text[:1].upper() + text[1:]
