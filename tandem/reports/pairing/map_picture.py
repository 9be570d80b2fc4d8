"""``map.svg``: schools as points, pairs as lines, no base map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from tandem.lib.titles import Language
from tandem.matching.model import School
from tandem.reports.pairing.labels import Box, Label, Point, place_labels, text_width
from tandem.reports.pairing.projection import Projection, scale_bar, size_km
from tandem.reports.pairing.results import PairingResults
from tandem.reports.pairing.words import PairingWords

FONTS: Mapping[Language, str] = {
    "zh-Hans": "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif",
    "zh-Hant": "'Noto Sans CJK TC','Source Han Sans TC','Microsoft JhengHei','PingFang TC',sans-serif",
    "en": "'Noto Sans',Calibri,Helvetica,Arial,'Noto Sans CJK SC','Microsoft YaHei',sans-serif",
}
_WIDEST, _HIGHEST, _LEAST = 1100.0, 1300.0, 360.0
_SIDE, _HEAD, _FOOT, _PAD = 130.0, 92.0, 84.0, 30.0
_CROWD = 300
"""With more schools points and names are smaller."""

_INK, _GREY = "#1F2A2E", "#5B666B"
_LEAD, _PARTNER, _UNPLACED = "#0B4F4F", "#D9822B", "#A8201A"
_LINES = ("#3E7CB1", "#7A5195", "#4C956C", "#B5557A", "#8A6D3B")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A school on the map; ``kind`` is lead, lead-free, partner or unplaced."""

    school: School
    kind: str
    x: float
    y: float
    tip: str
    short: str


def pairing_map(results: PairingResults, words: PairingWords) -> str:
    """The picture as SVG text: the same proposal gives the same text on every machine.

    Schools without coordinates are not drawn; the foot says how many they are. A name that finds no
    room is left out; every point carries its full name as a tooltip.
    """
    return _Picture(results, words).text()


class _Picture:
    def __init__(self, results: PairingResults, words: PairingWords) -> None:
        self._results = results
        self._words = words
        self._say = words.say
        proposal = results.proposal
        schools = [s for s in (*proposal.leads, *proposal.partners) if _is_placed(s)]
        self._hidden = len(proposal.leads) + len(proposal.partners) - len(schools)
        crowded = len(schools) > _CROWD
        self._size = 10.0 if crowded else 13.0
        self._radius = 3.0 if crowded else 5.0
        latitudes = [s.latitude or 0.0 for s in schools] or [0.0]
        longitudes = [s.longitude or 0.0 for s in schools] or [0.0]
        width, height, cosine = size_km(latitudes, longitudes)
        scale = min(_WIDEST / max(width, 0.5), _HIGHEST / max(height, 0.5))
        inner = max(width * scale, _LEAST), max(height * scale, _LEAST)
        self._legend = self._legend_rows(schools)
        legend = sum(w for _, w in self._legend) + 2 * _PAD
        self.width = round(max(inner[0] + 2 * _SIDE, min(legend, 900.0)))
        self.height = round(_HEAD + inner[1] + 2 * _PAD + _FOOT)
        left = (self.width - width * scale) / 2
        top = _HEAD + _PAD + (inner[1] - height * scale) / 2
        self._projection = Projection(
            min(longitudes), max(latitudes), cosine, scale, round(left, 1), round(top, 1)
        )
        self._spots = self._make_spots(schools)

    def _make_spots(self, schools: Iterable[School]) -> list[_Spot]:
        proposal, say, words = self._results.proposal, self._say, self._words
        leads = {school.id for school in proposal.leads}
        places, pairs = proposal.places, {pair.partner_id: pair for pair in proposal.pairs}
        shorts = short_names([s.name for s in (*proposal.leads, *proposal.partners)])
        spots = []
        for school in schools:
            name = words.name(school.id)
            if school.id in leads:
                used = self._results.used(school.id)
                kind = "lead" if used else "lead-free"
                params = {"name": name, "used": str(used), "places": str(places[school.id])}
                tip = say("map-tip-lead", params)
            elif school.id in pairs:
                pair = pairs[school.id]
                params = {"name": name, "lead": words.name(pair.lead_id)}
                kind = "partner"
                tip = say("map-tip-partner", {**params, "distance": words.distance(pair)})
            else:
                kind, tip = "unplaced", say("map-tip-unplaced", {"name": name})
            x, y = self._projection.place(school.latitude or 0.0, school.longitude or 0.0)
            spots.append(_Spot(school, kind, x, y, tip, shorts[school.name]))
        return spots

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
        labels = self._labels([(lead.x, lead.y, p.x, p.y) for _, p, lead in lines])
        colours = _line_colours([spot for spot in self._spots if spot.kind == "lead"])
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" '
            f'lang="{self._words.language}" font-family="{font}" font-size="{_n(self._size)}" '
            f'fill="{_INK}">',
            f"<title>{_x(self._say('map-alt', alt))}</title>",
            f'<rect width="{self.width}" height="{self.height}" fill="#FFFFFF"/>',
            self._heading(),
            '<g id="pairs" fill="none" stroke-width="1.6" stroke-opacity="0.75">',
        ]
        for pair, partner, lead in lines:
            dash = ' stroke-dasharray="7 4" stroke-width="2.4"' if pair.fixed else ""
            out.append(
                f'<line data-partner="{_x(pair.partner_id)}" data-lead="{_x(pair.lead_id)}" '
                f'x1="{_n(lead.x)}" y1="{_n(lead.y)}" x2="{_n(partner.x)}" y2="{_n(partner.y)}" '
                f'stroke="{colours[pair.lead_id]}"{dash}/>'
            )
        out += ["</g>", '<g id="leaders" stroke="#6B777C" stroke-width="0.9">']
        out += [self._leader(label) for label in labels if label.leader]
        out += ["</g>", '<g id="schools" stroke="#FFFFFF" stroke-width="1">']
        for kind in ("lead-free", "lead", "partner", "unplaced"):
            out += [self._point(spot) for spot in self._spots if spot.kind == kind]
        out += ["</g>", '<g id="names" stroke="#FFFFFF" stroke-width="3" paint-order="stroke" '
                'stroke-linejoin="round">']  # fmt: skip
        out += [self._name(label) for label in labels]
        out += ["</g>", self._foot(len(self._spots) - len(labels)), "</svg>"]
        return "\n".join(filter(None, out)) + "\n"

    def _labels(self, lines: list[tuple[float, float, float, float]]) -> list[Label]:
        points = [Point(s.x, s.y, self._radius, s.short) for s in self._spots]
        kinds = ("unplaced", "lead", "partner", "lead-free")
        order = sorted(
            range(len(points)), key=lambda i: (kinds.index(self._spots[i].kind), self._spots[i].y)
        )
        frame = Box(6, _HEAD - 10, self.width - 6, self.height - _FOOT)
        return place_labels(points, lines, order, self._size, frame)

    def _heading(self) -> str:
        subtitle = self._say("map-subtitle", {"pairs": len(self._results.proposal.pairs)})
        return (
            f'<text x="{_n(_PAD)}" y="42" font-size="24" font-weight="bold" fill="{_LEAD}">'
            f"{_x(self._say('map-title'))}</text>\n"
            f'<text x="{_n(_PAD)}" y="68" font-size="14" fill="{_GREY}">{_x(subtitle)}</text>'
        )

    def _point(self, spot: _Spot) -> str:
        return (
            f'<g data-school="{_x(spot.school.id)}" data-kind="{spot.kind}">'
            f"<title>{_x(spot.tip)}</title>{_mark(spot.kind, spot.x, spot.y, self._radius)}</g>"
        )

    def _name(self, label: Label) -> str:
        spot, box = self._spots[label.index], label.box
        bold = ' font-weight="bold"' if spot.kind.startswith("lead") else ""
        fill = {"unplaced": _UNPLACED, "lead": _LEAD, "lead-free": _GREY}.get(spot.kind, _INK)
        middle = (box.left + box.right) / 2
        return (
            f'<text data-school="{_x(spot.school.id)}" x="{_n(middle)}" '
            f'y="{_n(box.top + self._size * 0.95)}" text-anchor="middle" fill="{fill}"{bold}>'
            f"{_x(spot.short)}</text>"
        )

    def _leader(self, label: Label) -> str:
        spot, box = self._spots[label.index], label.box
        x = min(max(spot.x, box.left), box.right)
        y = min(max(spot.y, box.top), box.bottom)
        return (
            f'<line x1="{_n(spot.x)}" y1="{_n(spot.y)}" x2="{_n(x)}" y2="{_n(y)}" '
            f'data-leader="{_x(spot.school.id)}"/>'
        )

    def _legend_rows(self, schools: Iterable[School]) -> list[tuple[str, float]]:
        """The signs that occur, each with the room it takes."""
        proposal = self._results.proposal
        drawn = {school.id for school in schools}
        used = {pair.lead_id for pair in proposal.pairs}
        kinds = {
            "lead": any(s.id in used for s in proposal.leads),
            "lead-free": any(s.id not in used for s in proposal.leads if s.id in drawn),
            "partner": bool(proposal.pairs),
            "unplaced": bool(proposal.unplaced),
            "pair": any(not pair.fixed for pair in proposal.pairs),
            "alliance": any(pair.fixed for pair in proposal.pairs),
        }
        return [
            (kind, 52.0 + text_width(self._say(f"map-{kind}"), 13))
            for kind, occurs in kinds.items()
            if occurs
        ]

    def _foot(self, unlabelled: int) -> str:
        out = [f'<g id="legend" font-size="13" fill="{_INK}">']
        x, y = _PAD, self.height - 22.0
        for kind, room in self._legend:
            if kind in ("pair", "alliance"):
                dash = ' stroke-dasharray="7 4" stroke-width="2.4"' if kind == "alliance" else ""
                out.append(
                    f'<line x1="{_n(x)}" y1="{_n(y - 5)}" x2="{_n(x + 22)}" y2="{_n(y - 5)}" '
                    f'stroke="{_LINES[0]}" stroke-width="1.6"{dash}/>'
                )
            else:
                out.append(_mark(kind, x + 11, y - 5, 5.0))
            out.append(f'<text x="{_n(x + 28)}" y="{_n(y)}">{_x(self._say(f"map-{kind}"))}</text>')
            x += room
        out.append("</g>")
        if self._spots:
            out.append(self._scale_bar())
        notes = [
            self._say(f"map-{name}", {"count": count})
            for name, count in (("unlabelled", unlabelled), ("unknown", self._hidden))
            if count
        ]
        if notes:
            out.append(
                f'<text x="{_n(_PAD)}" y="{_n(self.height - 52.0)}" font-size="12" fill="{_GREY}">'
                f"{_x(self._say('stop').join(notes))}</text>"
            )
        return "\n".join(out)

    def _scale_bar(self) -> str:
        scale = self._projection.scale
        km = scale_bar(scale, 180.0)
        right, y = self.width - _PAD, 40.0
        left = right - km * scale
        value = {"value": f"{km:g}" if km >= 1 else f"{km * 1000:g}"}
        text = self._say("map-km" if km >= 1 else "map-m", value)
        return (
            f'<g id="scale" data-km="{km:g}"><path d="M{_n(left)} {_n(y - 6)}V{_n(y)}H{_n(right)}'
            f'V{_n(y - 6)}" fill="none" stroke="{_INK}" stroke-width="1.4"/>'
            f'<text x="{_n((left + right) / 2)}" y="{_n(y + 18)}" font-size="13" '
            f'text-anchor="middle">{_x(text)}</text></g>'
        )


def _is_placed(school: School) -> bool:
    return school.latitude is not None and school.longitude is not None


def _mark(kind: str, x: float, y: float, radius: float) -> str:
    """The sign of a school: leads are squares, partners circles; hollow where nothing came of it."""
    if kind.startswith("lead"):
        r = radius * 1.05
        look = f'fill="{_LEAD}"' if kind == "lead" else f'fill="#FFFFFF" stroke="{_LEAD}"'
        return f'<rect x="{_n(x - r)}" y="{_n(y - r)}" width="{_n(2 * r)}" height="{_n(2 * r)}" {look}/>'
    if kind == "partner":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{_PARTNER}"/>'
    return (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="#FFFFFF" '
        f'stroke="{_UNPLACED}" stroke-width="2.4"/>'
    )


def _line_colours(leads: list[_Spot]) -> dict[str, str]:
    """A colour for each lead's lines, as different as can be from those of the leads around it."""
    chosen: dict[str, int] = {}
    done: list[_Spot] = []
    for lead in sorted(leads, key=lambda s: (s.y, s.x, s.school.id)):
        near = sorted(done, key=lambda s: (s.x - lead.x) ** 2 + (s.y - lead.y) ** 2)[:4]
        around = [chosen[s.school.id] for s in near]
        order = sorted(
            range(len(_LINES)),
            key=lambda c: (around.index(c) * -1 if c in around else -9, c),
        )
        chosen[lead.school.id] = order[0]
        done.append(lead)
    return {school_id: _LINES[colour] for school_id, colour in chosen.items()}


def short_names(names: list[str]) -> dict[str, str]:
    """Names without the first two letters where at least half of them share these (县立……).

    A name stays whole where the rest would be shorter than two letters or that of another school.
    """
    heads: dict[str, int] = {}
    for name in names:
        heads[name[:2]] = heads.get(name[:2], 0) + 1
    head, count = max(heads.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if len(names) < 4 or 2 * count < len(names) or head.isascii():
        return {name: name for name in names}
    cut = {name: name.removeprefix(head) if len(name) > 3 else name for name in names}
    seen: dict[str, int] = {}
    for short in cut.values():
        seen[short] = seen.get(short, 0) + 1
    return {name: short if seen[short] == 1 else name for name, short in cut.items()}


def _n(number: float) -> str:
    """A number of the picture: at most one decimal place."""
    return f"{number:.1f}".removesuffix(".0")


def _x(text: str) -> str:
    """Text as XML takes it."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)
