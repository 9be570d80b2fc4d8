"""``map.svg``: schools as points, pairs as lines, no base map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tandem.lib.titles import Language
from tandem.matching.model import Pair, School
from tandem.reports.pairing.labels import (
    Box,
    Label,
    Point,
    Segment,
    crosses,
    place_labels,
)
from tandem.reports.pairing.map_colours import line_colours
from tandem.reports.pairing.map_foot import Legend, drawn_scale, legend_and_notes, legend_rows
from tandem.reports.pairing.map_inset import Inset, find_inset
from tandem.reports.pairing.map_key import Entry, key_list
from tandem.reports.pairing.map_marks import (
    GREY,
    INK,
    LEAD,
    NUMBERED,
    attribute,
    number,
)
from tandem.reports.pairing.map_names import short_names
from tandem.reports.pairing.map_pen import Pen
from tandem.reports.pairing.map_spots import Spot, make_spots
from tandem.reports.pairing.projection import Projection, size_km
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.words import PairingWords

FONTS: Mapping[Language, str] = {
    "zh-Hans": "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif",
    "zh-Hant": "'Noto Sans CJK TC','Source Han Sans TC','Microsoft JhengHei','PingFang TC',sans-serif",
    "en": "'Noto Sans',Calibri,Helvetica,Arial,'Noto Sans CJK SC','Microsoft YaHei',sans-serif",
}
_WIDEST, _HIGHEST, _LEAST = 1100.0, 1300.0, 360.0
_SIDE, _HEAD, _FOOT, _PAD = 130.0, 92.0, 84.0, 30.0
_CROWD, _KEYED = 300, 80
"""With more schools points and names are smaller; with more leads there is no list of them."""
_COLUMN = 480.0
"""Width of what stands beside the map: the enlarged part and the list."""


_PAIRS = 'fill="none" stroke-width="1.4" stroke-opacity="0.62"'
_NAMES = 'stroke="#FFFFFF" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'


def pairing_map(results: PairingResults, words: PairingWords) -> str:
    """The picture as SVG text: the same proposal gives the same text on every machine.

    Schools without coordinates are not drawn; the foot says how many they are. A name that finds no
    room is left out; every point carries its full name as a tooltip. Leads are numbered from north to
    south, partners carry their lead's number, a list beside the map names all of them, and the most
    crowded part is drawn again, larger.
    """
    return _Picture(results, words).text()


class _Picture:
    def __init__(self, results: PairingResults, words: PairingWords) -> None:
        self._results = results
        self._words = words
        self._say = words.say
        proposal = results.proposal
        schools = [s for s in (*proposal.leads, *proposal.partners) if _is_placed(s)]
        self._shorts = short_names([s.name for s in (*proposal.leads, *proposal.partners)])
        self._hidden = len(proposal.leads) + len(proposal.partners) - len(schools)
        crowded = len(schools) > _CROWD
        self._size = 10.0 if crowded else 13.0
        latitudes = [s.latitude or 0.0 for s in schools] or [0.0]
        longitudes = [s.longitude or 0.0 for s in schools] or [0.0]
        width, height, cosine = size_km(latitudes, longitudes)
        scale = min(_WIDEST / max(width, 0.5), _HIGHEST / max(height, 0.5))
        inner = max(width * scale, _LEAST), max(height * scale, _LEAST)
        self._legend = legend_rows(proposal, schools, words.say)
        legend = sum(w for _, w in self._legend) + 2 * _PAD
        plot = round(max(inner[0] + 2 * _SIDE, min(legend, 900.0)))
        left = (plot - width * scale) / 2
        top = _HEAD + _PAD + (inner[1] - height * scale) / 2
        self._projection = Projection(
            min(longitudes), max(latitudes), cosine, scale, round(left, 1), round(top, 1)
        )
        self._spots = make_spots(results, words, schools, self._projection, self._shorts)
        leads = [spot for spot in self._spots if spot.kind == "lead"]
        leads.sort(key=lambda s: (s.y, s.x, s.school.id))
        self._colours = line_colours((s.x, s.y, s.school.id) for s in leads)
        keyed = len(leads) <= _KEYED and not crowded
        self._numbers = {s.school.id: n for n, s in enumerate(leads, 1)} if keyed else {}
        radius = 3.0 if crowded else 5.0
        self._pen = Pen(self._spots, self._numbers, self._colours, self._size, radius)
        places = [(spot.x, spot.y) for spot in self._spots]
        extent = max(width, height) * scale
        self._inset = (
            find_inset(places, extent, plot, _HEAD + 18, _COLUMN - _PAD) if keyed else None
        )
        self._plot = plot
        self.width = plot + (round(_COLUMN) if self._numbers else 0)
        below = _HEAD if self._inset is None else self._inset.frame.bottom + 22
        entries = self._entries(leads)
        self._key, end = key_list(entries, plot, below, _COLUMN - _PAD) if entries else ([], 0.0)
        self.height = round(max(_HEAD + inner[1] + 2 * _PAD, end) + _FOOT)

    def _entries(self, leads: Iterable[Spot]) -> list[Entry]:
        """The list of leads by number, with all their partners, also those without coordinates."""
        shorts = self._shorts
        names = {p.id: shorts[p.name] for p in self._results.proposal.partners}
        entries = []
        for spot in leads if self._numbers else ():
            own = spot.school.id
            partners = self._results.proposal.partners_of(own)
            text = self._say("and").join(names[p] for p in partners)
            entries.append(Entry(self._numbers[own], own, spot.short, text, self._colours[own]))
        return entries

    def text(self) -> str:
        """The whole picture."""
        proposal = self._results.proposal
        alt = {"leads": str(len(proposal.leads)), "partners": str(len(proposal.partners))}
        font = FONTS[self._words.language]
        spots = {spot.school.id: spot for spot in self._spots}
        lines = [
            (pair, spots[pair.partner_id], spots[pair.lead_id])
            for pair in proposal.pairs
            if pair.partner_id in spots and pair.lead_id in spots
        ]
        segments = [(lead.x, lead.y, p.x, p.y) for _, p, lead in lines]
        inset, hidden = self._inset, frozenset[int]()
        if inset is not None:
            hidden = frozenset(inset.inside)
        labels = self._labels(segments, hidden)
        enlarged = self._enlarged_labels(inset, segments)
        named = {label.index for label in (*labels, *enlarged)}
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" '
            f'lang="{self._words.language}" font-family="{font}" font-size="{number(self._size)}" '
            f'fill="{INK}">',
            f"<title>{attribute(self._say('map-alt', alt))}</title>",
            f'<rect width="{self.width}" height="{self.height}" fill="#FFFFFF"/>',
            self._heading(),
            f'<g id="pairs" {_PAIRS}>',
        ]
        for pair, segment in zip((pair for pair, _, _ in lines), segments, strict=True):
            out.append(self._pen.line(pair, segment))
        out += ["</g>", '<g id="leaders" stroke="#6B777C" stroke-width="0.9">']
        out += [self._pen.leader(label, self._at(label.index)) for label in labels if label.leader]
        out += ["</g>", '<g id="schools" stroke="#FFFFFF" stroke-width="1">']
        for kind in ("lead-free", "lead", "partner", "unplaced"):
            out += [
                self._pen.point(spot, spot.x, spot.y, small=n in hidden)
                for n, spot in enumerate(self._spots)
                if spot.kind == kind
            ]
        out += ["</g>", f'<g id="names" {_NAMES}>']
        out += [self._pen.name(label) for label in labels]
        out.append("</g>")
        if inset is not None:
            out += self._enlarged(inset, lines, segments, enlarged)
        out += [*self._key, *self._foot(len(self._spots) - len(named)), "</svg>"]
        return "\n".join(filter(None, out)) + "\n"

    def _at(self, index: int) -> tuple[float, float]:
        return self._spots[index].x, self._spots[index].y

    def _order(self) -> list[int]:
        kinds = ("unplaced", "lead", "partner", "lead-free")
        spots = self._spots
        return sorted(range(len(spots)), key=lambda i: (kinds.index(spots[i].kind), spots[i].y))

    def _points(self, places: Iterable[tuple[float, float]]) -> list[Point]:
        """Every school as something to be named, with room for its lead's number."""
        points = []
        for spot, (x, y) in zip(self._spots, places, strict=True):
            count = self._pen.number_of(spot)
            name = f"{spot.short} {count}" if count and spot.kind == "partner" else spot.short
            numbered = spot.school.id in self._numbers
            points.append(Point(x, y, NUMBERED if numbered else self._pen.radius, name))
        return points

    def _labels(self, lines: list[Segment], hidden: frozenset[int]) -> list[Label]:
        points = self._points((s.x, s.y) for s in self._spots)
        order = [n for n in self._order() if n not in hidden]
        frame = Box(6, _HEAD - 10, self._plot - 16, self.height - _FOOT)
        blocked = [] if self._inset is None else [self._inset.window]
        return place_labels(points, lines, order, self._size, frame, blocked)

    def _enlarged_labels(self, inset: Inset | None, lines: list[Segment]) -> list[Label]:
        if inset is None:
            return []
        points = self._points(inset.place(s.x, s.y) for s in self._spots)
        order = [n for n in self._order() if n in inset.inside]
        drawn = [inset.line(line) for line in lines]
        return place_labels(points, drawn, order, self._size, inset.frame)

    def _enlarged(
        self,
        inset: Inset,
        lines: list[tuple[Pair, Spot, Spot]],
        segments: list[Segment],
        labels: list[Label],
    ) -> list[str]:
        """The crowded part, larger, with every name that finds room."""
        frame, window = inset.frame, inset.window
        said = attribute(self._say("map-enlarged"))
        box = f'fill="none" stroke="{GREY}" stroke-width="1.2"'
        out = [
            f'<rect {_box(window)} {box} stroke-dasharray="4 3"/>',
            '<g id="enlarged">',
            f'<clipPath id="clip"><rect {_box(frame)}/></clipPath>',
            f'<text x="{number(frame.left)}" y="{number(frame.top - 6)}" font-size="12" '
            f'fill="{GREY}">{said}</text>',
            f'<g clip-path="url(#clip)" {_PAIRS}>',
        ]
        for (pair, _, _), segment in zip(lines, segments, strict=True):
            drawn = inset.line(segment)
            if crosses(drawn, frame):
                out.append(self._pen.line(pair, drawn))
        out += ["</g>", f"<rect {_box(frame)} {box}/>"]
        out += ['<g stroke="#6B777C" stroke-width="0.9">']
        out += [self._pen.leader(n, inset.place(*self._at(n.index))) for n in labels if n.leader]
        out += ["</g>", '<g stroke="#FFFFFF" stroke-width="1">']
        for index in inset.inside:
            spot = self._spots[index]
            out.append(self._pen.point(spot, *inset.place(spot.x, spot.y)))
        out += ["</g>", f'<g id="enlarged-names" {_NAMES}>']
        out += [self._pen.name(label) for label in labels]
        out += ["</g>", "</g>"]
        return out

    def _foot(self, unlabelled: int) -> list[str]:
        legend = Legend(self._legend, bool(self._numbers))
        counts = (("unlabelled", unlabelled), ("unknown", self._hidden))
        out = legend_and_notes(legend, _PAD, self.height, counts, self._say)
        if self._spots:
            bar = drawn_scale(self._projection.scale, self._plot - _PAD, self._say)
            out.insert(out.index("</g>") + 1, bar)
        return out

    def _heading(self) -> str:
        subtitle = self._say("map-subtitle", {"pairs": len(self._results.proposal.pairs)})
        return (
            f'<text x="{number(_PAD)}" y="42" font-size="24" font-weight="bold" fill="{LEAD}">'
            f"{attribute(self._say('map-title'))}</text>\n"
            f'<text x="{number(_PAD)}" y="68" font-size="14" fill="{GREY}">{attribute(subtitle)}</text>'
        )


def _is_placed(school: School) -> bool:
    return school.latitude is not None and school.longitude is not None


def _box(box: Box) -> str:
    wide, high = number(box.right - box.left), number(box.bottom - box.top)
    return f'x="{number(box.left)}" y="{number(box.top)}" width="{wide}" height="{high}"'
