"""Lines from a printed page: the same lines as from plain text, in reading order, with what the page tells.

Whoever asks a line for its width, its indent or the gap above it gets an answer in characters and blank
lines, whether those were counted in a text or measured on a page. So blocks, kinds and order are found in
one way; what only a page can tell (type that stands out, a frame, a change of type) is None or false for a
text.

The story, told by `printed_lines`, for each page:

1. boxes are set straight, where a page was scanned askew;
2. lines that stand under each other make clusters, or the regions of the input do;
3. clusters are ordered: across the page where something spans it, else column by column (`ordered`);
   an order that the input states is kept;
4. each line is told its gap, indent and width in the measure of its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import cos, log, sin
from statistics import median

from pipeline.geometry import Box, Geometry, PrintedLine, Region, Sheet, hull
from pipeline.layout.by_place import STATED
from pipeline.layout.furniture import NUMBER, Furniture
from pipeline.layout.lines import SENTENCE_END, SMALL_START, Line

SKEW = 0.0015  # slope (0.09 degrees) below which a page is straight
LEVEL_WORDS = 4  # of a line, from which its slope is measured
STANDS_OUT = 1.12  # times the size of the body, as type tells ...
STANDS_OUT_OCR = 1.13  # ... and as OCR measures it, which finds lines without descenders smaller
SAME_SIZE, SAME_SIZE_OCR = 1.08, 1.5  # times; less is one size
ABOUT_BODY = (0.55, 1.12)  # times the size of the body: what OCR measures of it
ABOUT_ONE = (0.85, 1.1)  # times: sizes that OCR finds for the lines of one paragraph
ODD_WORD = 1.7  # times the usual height of the words of a line: a drop cap that was read into it
SMALLER = 0.94  # of the size of the body
UNDER = 0.9  # of the height of a line: what follows further down is no next line of the paragraph
EVENLY = 1.2  # times: distances of lines that are one
NEXT = 1.0  # of the height of a line: white under it, at the most, before the next of the paragraph
OCR_STEP = 1.2  # times: sizes that OCR finds for one type
OVERLAP = 0.3  # of the narrower: how far one line must lie under the other
DISPLAY = 1.5  # times the height of large type: its lines may be set that far apart
LEADING = 1.28  # times the usual distance of lines, from which there is a gap
SHRINK = 0.5  # of the height of a line: boxes of words reach that far over what they enclose
LARGE_INITIAL = 1.7  # times the size of the line beside it
FEWEST_FOR_MEASURE = 3  # lines that tell how wide a character is
MARGIN = 0.09  # of the page, at the top and at the foot, where furniture stands
CLEARLY_LARGER = 1.25  # times the size of the body: more than OCR errs in one line
SHORT_HEAD = 0.85  # of the region: a first line that is shorter may be a heading
MOST_AT_EDGE = 5  # lines
CLEAR = 0.6  # of the height of a line: white paper that parts a margin from the text
LONGEST_HEAD = 60  # characters
WHOLE_PAGE = 0.7  # of the page: a picture as large as this is the scan itself
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)  # the box of what no place is told of
DEEPEST = 60  # cuts within cuts
LARGEST_PANEL = 0.5  # of the page: what a larger frame holds is the page itself
MOST_ASIDES = 8  # of a page that are tried; the page is laid out once for each
QUOTE = "pull-quote"  # the type of a region that turned out to be one; no name of PAGE-XML's
FEWEST_BACK, MOST_BACK = 2, 0.2  # steps upwards in a column, and their share, that make an order unlikely
LATE = frozenset({"marginalia"})  # read after all else on the page
NOT_READ = {
    "header": "running_head",
    "footer": "running_head",
    "page-number": "page_number",
    "signature-mark": "running_head",
    "catch-word": "running_head",
}


@dataclass
class Cluster:
    """Lines that stand under each other, from top to bottom, or a region of the input."""

    lines: list[_Placed]
    region: Region
    box: Box = (0.0, 0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        boxes = [line.box for line in self.lines]
        self.box = hull(boxes)


@dataclass
class _Placed:
    """A line with its box set straight."""

    line: PrintedLine
    region: Region
    box: Box
    initial: list[_Placed] = field(default_factory=list)

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Type:
    """What sizes of type tell in the whole input: that of the body, and whether anything stands out."""

    body: float
    bold: bool
    tells: bool


def printed_lines(string: str, geometry: Geometry) -> list[Line]:
    """The lines of `string`, of which `geometry` tells where they stand, in the order in which they are read.

    Text of which it tells nothing is given in the order of the text, after the page before it.
    """
    geometry = replace(geometry, sheets=tuple(map(_with_sizes, geometry.sheets)))
    types = {measured: _type(geometry, measured) for measured in (True, False)}
    done: list[Line] = []
    for sheet in geometry.sheets:
        clusters = _clusters(sheet, string)
        page = [line for cluster in clusters for line in _told(cluster, string, sheet, types[sheet.measured])]
        done += _spaced(page, sheet, done[-1] if done else None)
    return done


def from_top(lines: Iterable[Line]) -> list[Line]:
    """The lines of each page from top to bottom, for what stands at its edges; `gap` is measured that way."""
    done: list[Line] = []
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for page in pages.values():
        page.sort(key=lambda line: (round(line.box[3]), line.box[0]) if line.box else (0, 0.0))
        for at, line in enumerate(page):
            before = page[at - 1].box if at else None
            height = line.box[3] - line.box[1] if line.box else 0.0
            apart = bool(before and line.box and line.box[1] - before[3] > 0.6 * height)
            done.append(replace(line, gap=int(apart), first=at == 0, last=at == len(page) - 1))
    return done


def placed(furniture: Sequence[Furniture], lines: Sequence[Line], geometry: Geometry) -> list[Furniture]:
    """The furniture that form and repetition tell, and what its place on the page or the input tells more.

    In the margin at the head or the foot of a page a number is the page's, and a short line in small type
    that is no sentence a running head, though it stands on one page only.
    """
    found = {item.start: item for item in furniture}
    heights = {sheet.number: sheet.height for sheet in geometry.sheets}
    edges = _edges(lines, heights)
    body = median([line.size for line in lines if line.size] or [0.0])
    for line in lines:
        height = heights.get(line.page, 0.0)
        if line.box is None or not height or line.initial:
            continue
        number = NUMBER.fullmatch(line.text)
        label = number[1] if number else None
        in_margin = line.start in edges
        known = found.get(line.start)
        stated = NOT_READ.get(line.type)
        if line.type in STATED and not known:
            continue
        if known and in_margin:
            found[line.start] = replace(known, certain=True)
        elif in_margin and not known:
            short = len(line.text) <= LONGEST_HEAD and not line.ends_sentence
            plain = line.size <= body and not line.stands_out
            if number or stated or (short and plain):
                kind = "page_number" if number else "running_head"
                found[line.start] = Furniture(line.start, line.end, kind, True, line.page, label)
    return [] if len(found) >= len(lines) else [item for _, item in sorted(found.items())]


def _edges(lines: Sequence[Line], heights: dict[int, float]) -> set[int]:
    """The starts of the lines in the margins of their pages, with clear paper between them and all else."""
    found: set[int] = set()
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.box:
            pages.setdefault(line.page, []).append(line)
    for number, page in pages.items():
        height = heights.get(number, 0.0)
        for side, edge, sign in ((1, MARGIN * height, 1), (3, (1 - MARGIN) * height, -1)):
            order = sorted(page, key=lambda x: sign * (x.box[4 - side] if x.box else 0.0))
            reach = None
            for at, line in enumerate(order[: MOST_AT_EDGE + 1]):
                assert line.box is not None
                clear = CLEAR * (line.box[3] - line.box[1])
                if reach is not None and sign * (line.box[side] - reach) > clear:
                    found.update(x.start for x in order[:at])
                far = line.box[4 - side]
                if sign * (far - edge) > 0:
                    break
                reach = far if reach is None else max(reach * sign, far * sign) * sign
    return found


def _with_sizes(sheet: Sheet) -> Sheet:
    """A scanned page with the size of each line: as OCR tells it, else by the tallest of its words.

    Lines of one region whose sizes are about one have one.
    """
    if sheet.measured:
        return sheet
    regions = []
    for region in sheet.regions:
        lines = [x if x.size else x._replace(size=_by_words(x)) for x in region.lines]
        usual = median(x.size for x in lines)
        low, high = ABOUT_ONE[0] * usual, ABOUT_ONE[1] * usual
        even = (x._replace(size=usual) if low <= x.size <= high else x for x in lines)
        regions.append(replace(region, lines=tuple(even)))
    return replace(sheet, regions=tuple(regions))


def _by_words(line: PrintedLine) -> float:
    heights = [w.box[3] - w.box[1] for w in line.words if w.end - w.start > 1]
    if not heights:
        return 0.0
    usual = median(heights)
    return max(h for h in heights if h <= ODD_WORD * usual)


# --- clusters ----------------------------------------------------------------------------------------


def _clusters(sheet: Sheet, string: str) -> list[Cluster]:
    placed = _straight(sheet)
    found: list[Cluster] = []
    for region in sheet.regions:
        own = placed[id(region)]
        if not own:
            continue
        if region.box is None and all(line.line.box for line in own):  # a PDF tells of no regions
            found += [Cluster(lines, region) for lines in _stacked(own)]
        else:
            found.append(Cluster(own, region))
    return _in_order(found, sheet, string)


def _straight(sheet: Sheet) -> dict[int, list[_Placed]]:
    """The lines of each region, their boxes turned back by the slope of the page."""
    slope = _slope(sheet)
    found: dict[int, list[_Placed]] = {}
    for region in sheet.regions:
        own = found.setdefault(id(region), [])
        for line in region.lines:
            box = line.box or region.box or NOWHERE
            words = _even_words(line)
            if abs(slope) > SKEW or len(words) < len(line.words):
                turned = [_turned_back(box, slope) for box in words]
                box = hull(turned) if turned else _turned_back(box, slope)
            own.append(_Placed(line, region, box))
    return found


def _even_words(line: PrintedLine) -> list[Box]:
    """The boxes of the words but for a first one that is far taller: a drop cap read into the line."""
    boxes = [word.box for word in line.words]
    usual = median(b[3] - b[1] for b in boxes) if boxes else 0.0
    odd = len(boxes) > 2 and boxes[0][3] - boxes[0][1] > ODD_WORD * usual
    return boxes[1:] if odd else boxes


def _slope(sheet: Sheet) -> float:
    slopes = []
    for region in sheet.regions:
        for line in region.lines:
            if len(line.words) >= LEVEL_WORDS and region.type not in LATE:
                first, last = line.words[0].box, line.words[-1].box
                across = (last[0] + last[2] - first[0] - first[2]) / 2
                if across > 3 * (first[3] - first[1]):
                    slopes.append((last[1] + last[3] - first[1] - first[3]) / 2 / across)
    return median(slopes) if len(slopes) >= LEVEL_WORDS else 0.0


def _turned_back(box: Box, slope: float) -> Box:
    """A box whose middle is turned about the corner of the page; its sides stay level."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, down = x * cos(slope) + y * sin(slope) - x, y * cos(slope) - x * sin(slope) - y
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down


def _stacked(lines: Sequence[_Placed]) -> list[list[_Placed]]:
    """Lines that follow each other downwards in one column and one type; a large initial with its line."""
    lines = _with_initials(sorted(lines, key=lambda p: (p.box[1], p.box[0])))
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        reach = line.box[3] + UNDER * line.height
        near: list[int] = []
        for other in range(at + 1, len(lines)):
            if lines[other].box[1] > reach:
                break
            if _lies_under(line, lines[other]):
                near.append(other)
        nearest = [n for n in near if not any(_lies_under(lines[m], lines[n]) for m in near if m != n)]
        below[at] = nearest
        for n in nearest:
            above.setdefault(n, []).append(at)
    stacks: list[list[_Placed]] = []
    taken: set[int] = set()
    for at in range(len(lines)):
        if at in taken:
            continue
        stack = [at]
        while len(below[stack[-1]]) == 1 and len(above.get(below[stack[-1]][0], ())) == 1:
            following = below[stack[-1]][0]
            if following in taken or not _one_type(lines[stack[-1]], lines[following]):
                break
            stack.append(following)
        taken.update(stack)
        stacks.append([lines[n] for n in stack])
    return stacks


def _lies_under(a: _Placed, b: _Placed) -> bool:
    shared = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    lower = (b.box[1] + b.box[3]) / 2 > a.box[3] - 0.25 * a.height
    return lower and shared > OVERLAP * min(a.box[2] - a.box[0], b.box[2] - b.box[0])


def _one_type(a: _Placed, b: _Placed) -> bool:
    sizes = a.line.size or a.height, b.line.size or b.height
    return max(sizes) < SAME_SIZE * min(sizes) and a.line.bold == b.line.bold


def _with_initials(lines: list[_Placed]) -> list[_Placed]:
    """The lines without large initials, which the line they open holds."""
    kept = []
    for initial in lines:
        text = initial.line
        if text.end - text.start <= 2 and (opened := _opened_by(initial, lines)):
            opened.initial.append(initial)
        else:
            kept.append(initial)
    return kept


def _opened_by(initial: _Placed, lines: Sequence[_Placed]) -> _Placed | None:
    """The topmost line right beside an initial, in much smaller type."""
    _, top, right, bottom = initial.box
    size = initial.line.size
    beside = [
        line
        for line in lines
        if line is not initial
        and line.line.end - line.line.start > 2
        and line.line.size * LARGE_INITIAL < size
        and -0.3 * size < line.box[0] - right < 1.2 * size
        and top - 0.2 * size < (line.box[1] + line.box[3]) / 2 < bottom
    ]
    return min(beside, key=lambda line: line.box[1], default=None)


# --- order -------------------------------------------------------------------------------------------


def _in_order(clusters: list[Cluster], sheet: Sheet, string: str) -> list[Cluster]:
    """The clusters as they are read: stated groups and frames whole, all else by where it stands."""
    late = [c for c in clusters if c.region.type in LATE]
    clusters = [c for c in clusters if c.region.type not in LATE]
    if any(c.box != NOWHERE for c in clusters):
        heights = [line.height for c in clusters for line in c.lines]
        shrink = SHRINK * median(heights)
    else:
        shrink = 0.0
    groups: dict[object, list[Cluster]] = {}
    for cluster in clusters:
        stated = cluster.region.order is not None
        key = cluster.region.group if stated else _panel(cluster, sheet) or id(cluster)
        groups.setdefault(key, []).append(cluster)
    units = list(groups.values())
    for unit in units:
        if unit[0].region.order is not None:
            unit.sort(key=lambda c: c.region.order or 0)
        elif len(unit) > 1:
            unit[:] = [unit[n] for n in ordered([c.box for c in unit], shrink)]
    if len(units) > 1 and shrink:
        units = _around_asides(units, [_box_of(unit, sheet) for unit in units], shrink, string)
    return [cluster for unit in units for cluster in unit] + sorted(late, key=lambda c: c.box[:2])


def _panel(cluster: Cluster, sheet: Sheet) -> int:
    """The number of the frame around a cluster, unless it is one around most of the page; 0: none."""
    number = _frame(cluster.box, sheet.frames)
    left, top, right, bottom = sheet.frames[number - 1] if number else NOWHERE
    return number if (right - left) * (bottom - top) < LARGEST_PANEL * sheet.width * sheet.height else 0


def _box_of(unit: Sequence[Cluster], sheet: Sheet) -> Box:
    """Where a unit stands: all of its frame, or where a stated group begins."""
    if unit[0].region.order is not None:
        return unit[0].box
    panel = _panel(unit[0], sheet)
    return sheet.frames[panel - 1] if panel else hull(cluster.box for cluster in unit)


def _around_asides(
    units: list[list[Cluster]], boxes: Sequence[Box], shrink: float, string: str
) -> list[list[Cluster]]:
    """Units in reading order. What lies across columns parts the page into bands, unless more sentences go on
    from one unit to the next without it: then it is a quote, or a picture's caption, among running text.
    """
    order = ordered(boxes, shrink)
    asides: list[int] = []
    across = [n for n in order if units[n][0].region.order is None and _spans(n, boxes, shrink)]
    for aside in across[:MOST_ASIDES]:
        others = [n for n in order if n != aside]
        without = [others[n] for n in ordered([boxes[n] for n in others], shrink)]
        if _seams([units[n] for n in without], string) > _seams([units[n] for n in others], string):
            asides, order = [*asides, aside], without
    usual = median(line.height for unit in units for cluster in unit for line in cluster.lines)
    for aside in asides:
        foot = boxes[aside][3] - shrink
        at = next((i for i, n in enumerate(order) if _below(boxes[n], boxes[aside], foot)), len(order))
        while at < len(order) and _runs_on(units[order[at - 1]], units[order[at]], string):
            at += 1
        order.insert(at, aside)
        for cluster in units[aside]:
            if not cluster.region.type and min(line.height for line in cluster.lines) > STANDS_OUT * usual:
                cluster.region = replace(cluster.region, type=QUOTE)
    return [units[n] for n in order]


def _spans(number: int, boxes: Sequence[Box], shrink: float) -> bool:
    """Whether columns stand side by side both above and below a box, all within its width."""
    left, top, right, bottom = boxes[number]
    inside = [b for b in boxes if b[0] < right - shrink and b[2] > left + shrink]
    above = [b for b in inside if b[3] <= top + shrink]
    below = [b for b in inside if b[1] >= bottom - shrink]
    return all(part and min(b[2] for b in part) < max(b[0] for b in part) for part in (above, below))


def _seams(units: Sequence[list[Cluster]], string: str) -> int:
    """How many times a sentence goes on from one unit to the next."""
    return sum(_runs_on(a, b, string) for a, b in pairwise(units))


def _runs_on(a: Sequence[Cluster], b: Sequence[Cluster], string: str) -> bool:
    last, first = a[-1].lines[-1].line, b[0].lines[0].line
    ends = SENTENCE_END.search(string[last.start : last.end].rstrip())
    return not ends and SMALL_START.match(string[first.start : first.end].lstrip()) is not None


def backward_steps(sheet: Sheet) -> list[Region]:
    """The regions that a stated order puts after what stands below them in their column; none where there
    are few such, since an order may well go back to the top for a note.
    """
    groups: dict[str, list[Region]] = {}
    for region in sheet.regions:
        if region.order is not None and region.box and region.type not in {*NOT_READ, *LATE}:
            groups.setdefault(region.group, []).append(region)
    steps, back = 0, []
    for group in groups.values():
        group.sort(key=lambda region: region.order or 0)
        for before, region in pairwise(group):
            a, b = before.box or NOWHERE, region.box or NOWHERE
            shared = min(a[2], b[2]) - max(a[0], b[0])
            steps += 1
            if b[3] <= a[1] and shared > min(_width(a), _width(b)) / 2:
                back.append(region)
    return back if len(back) >= FEWEST_BACK and len(back) > MOST_BACK * steps else []


def ordered(boxes: Sequence[Box], shrink: float) -> list[int]:
    """The numbers of `boxes` in reading order, by cutting the page between columns and between bands.

    Columns that run the whole height come first; else the page is cut into bands, and bands that have a
    gutter in common stay together. Where nothing can be cut, the box that stands in the way of the most is
    set aside and put before what stands below it.
    """
    return _ordered(list(range(len(boxes))), boxes, shrink, DEEPEST)


def _ordered(members: list[int], boxes: Sequence[Box], shrink: float, depth: int) -> list[int]:
    if len(members) < 2 or not depth:
        return sorted(members, key=lambda n: (boxes[n][1], boxes[n][0]))
    columns = _parts(members, boxes, 0, shrink)
    if len(columns) > 1:
        return [n for part in columns for n in _ordered(part, boxes, shrink, depth - 1)]
    bands = _parts(members, boxes, 1, shrink / 2)
    if len(bands) > 1:
        merged = [bands[0]]
        for band in bands[1:]:
            both = merged[-1] + band
            if len(_parts(both, boxes, 0, shrink)) > 1:
                merged[-1] = both
            else:
                merged.append(band)
        return [n for part in merged for n in _ordered(part, boxes, shrink, depth - 1)]
    return _around_obstacle(members, boxes, shrink, depth)


def _parts(members: Sequence[int], boxes: Sequence[Box], axis: int, shrink: float) -> list[list[int]]:
    """The members on either side of each strip, along an axis, that no box reaches into."""
    edges = sorted((boxes[n][axis], boxes[n][axis + 2], n) for n in members)
    parts: list[list[int]] = []
    reach = float("-inf")
    for start, end, number in edges:
        inset = min(shrink, (end - start) / 3)
        if not parts or start + inset >= reach:
            parts.append([])
        parts[-1].append(number)
        reach = max(reach, end - inset)
    return parts


def _around_obstacle(members: list[int], boxes: Sequence[Box], shrink: float, depth: int) -> list[int]:
    """The order of all but one that lets the others be cut; that one before the first that lies below it."""
    wide = sorted(members, key=lambda n: boxes[n][0] - boxes[n][2])[:8]
    for obstacle in wide:
        others = [n for n in members if n != obstacle]
        if len(_parts(others, boxes, 0, shrink)) > 1 or len(_parts(others, boxes, 1, shrink / 2)) > 1:
            order = _ordered(others, boxes, shrink, depth - 1)
            foot = boxes[obstacle][3] - shrink
            at = next((i for i, n in enumerate(order) if _below(boxes[n], boxes[obstacle], foot)), len(order))
            return [*order[:at], obstacle, *order[at:]]
    return sorted(members, key=lambda n: (boxes[n][1], boxes[n][0]))


def _below(box: Box, obstacle: Box, foot: float) -> bool:
    return box[1] >= foot and min(box[2], obstacle[2]) > max(box[0], obstacle[0])


# --- lines -------------------------------------------------------------------------------------------


def _type(geometry: Geometry, measured: bool) -> Type:
    """The size that most letters have, on the pages where it is measured or on the others."""
    letters: Counter[tuple[float, bool]] = Counter()
    for sheet in geometry.sheets:
        if sheet.measured is measured:
            for region in sheet.regions:
                for line in region.lines:
                    if line.size and not line.initial:
                        letters[round(line.size, 1), line.bold] += line.end - line.start
    if not letters:
        return Type(0.0, False, False)
    (body, bold), most = max(letters.items(), key=lambda item: (item[1], item[0]))
    if not measured:  # of many sizes near each other the middle, not the one that came up most
        half, body = sum(letters.values()) / 2, 0.0
        for (size, _), count in sorted(letters.items()):
            body, half = size, half - count
            if half <= 0:
                break
    large = STANDS_OUT if measured else STANDS_OUT_OCR
    tells = any(size > large * body or weight != bold for size, weight in letters)
    return Type(body, bold, tells and most * 20 > sum(letters.values()))


def _stands_out(line: PrintedLine, region: Region, told: Type, measured: bool) -> bool | None:
    """Whether a line is set in type that stands out; None when that cannot be told."""
    if not told.tells or not line.size:
        return None
    if measured:
        heavier = line.bold and not told.bold and line.size > SMALLER * told.body
        return line.size > STANDS_OUT * told.body or heavier
    # One line of OCR may be wrong, so its region decides; but a region may begin with a heading.
    large = [x.size > STANDS_OUT_OCR * told.body or (x.bold and not told.bold) for x in region.lines]
    if 2 * sum(large) > len(large) or line.size > SAME_SIZE_OCR * told.body:
        return True
    first = large.index(False)
    short = first == 1 and region.box and line.box and _width(line.box) < SHORT_HEAD * _width(region.box)
    clear = line.size > CLEARLY_LARGER * told.body
    return True if line in region.lines[:first] and (first > 1 or short or clear) else None


def _width(box: Box) -> float:
    return box[2] - box[0]


def _told(cluster: Cluster, string: str, sheet: Sheet, told: Type) -> Iterator[Line]:
    """The lines of a cluster, initials before the line they open; gaps and indents are not known yet."""
    for placed in cluster.lines:
        for part in (*placed.initial, placed):
            line = part.line
            text = string[line.start : line.end]
            start = line.start + len(text) - len(text.lstrip())
            if not text.strip():
                continue
            initial = part is not placed
            large = None if initial else _stands_out(line, cluster.region, told, sheet.measured)
            size = (placed.line if initial else line).size
            yield Line(
                start,
                start + len(text.strip()),
                text.strip(),
                indent=0,
                trailing=True,
                gap=0,
                page=sheet.number,
                box=part.box if line.box or cluster.region.box else None,
                size=size if large else _snapped(size, told, sheet.measured),
                height=sheet.height,
                exact=sheet.measured,
                bold=line.bold,
                italic=line.italic,
                by_picture=_by_picture(part.box, cluster.box, sheet),
                stands_out=large,
                small=sheet.measured and told.tells and 0 < line.size < SMALLER * told.body and not initial,
                type=cluster.region.type,
                frame=_frame(part.box, sheet.frames),
                stated=cluster.region.order is not None,
                initial=initial,
                region=cluster.region.start,
                alone=len(cluster.region.lines) == 1,
            )


def _snapped(size: float, told: Type, measured: bool) -> float:
    """The size of the body for what OCR found to be about that."""
    about = ABOUT_BODY[0] * told.body < size < ABOUT_BODY[1] * told.body
    return told.body if about and not measured else size


def _by_picture(box: Box, around: Box, sheet: Sheet) -> bool:
    """Whether the lines in `around`, one at `box`, stand right at a picture that is not the whole page."""
    near = 1.6 * (box[3] - box[1])
    return any(
        (i[2] - i[0]) * (i[3] - i[1]) < WHOLE_PAGE * sheet.width * sheet.height
        and around[0] - near < i[2]
        and i[0] - near < around[2]
        and around[1] - near < i[3]
        and i[1] - near < around[3]
        for i in sheet.images
    )


def _frame(box: Box, frames: Sequence[Box]) -> int:
    """The number (from 1) of the smallest frame around a box; 0 when there is none."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = [
        ((f[2] - f[0]) * (f[3] - f[1]), n)
        for n, f in enumerate(frames, start=1)
        if f[0] < x < f[2] and f[1] < y < f[3] and box[2] - box[0] < 1.02 * (f[2] - f[0])
    ]
    return min(around, default=(0.0, 0))[1]


def _spaced(lines: list[Line], sheet: Sheet, before: Line | None) -> list[Line]:
    """The lines of a page with their gaps, indents and widths; `before` ends the page before."""
    character = _character(lines)
    leading, even = _leading(lines), _even_regions(lines)
    column = _columns(lines)
    done: list[Line] = []
    for at, line in enumerate(lines):
        over = border = False
        if line.box is None or before is None or before.box is None:
            gap = int(before is not None)
            border = sheet.width == 0 and before is not None and before.region != line.region
        elif before.initial:
            gap = 0
        else:
            over = before.page != line.page or not _under(before.box, line.box)
            gap, border = (
                _apart(before, line, leading, even, sheet)
                if not over
                else (1, _other_type(before, line, sheet))
            )
        width = character.get(_bucket(line), 0.0) or character.get(0, 0.0)
        across = line.box[2] - line.box[0] if line.box else 0.0
        done.append(
            replace(
                line,
                gap=gap,
                border=border,
                over=over,
                indent=round((line.box[0] - column[at]) / width) if width and line.box else 0,
                measured=max(1, round(across / width)) if width and across else 0,
                first=at == 0,
                last=at == len(lines) - 1,
            )
        )
        before = line
    return done


def _bucket(line: Line) -> int:
    """A number for sizes that are one: half points of type, or what OCR cannot tell apart."""
    if line.exact or line.size <= 0:
        return round(line.size * 2)
    return round(log(line.size, OCR_STEP))


def _character(lines: Sequence[Line]) -> dict[int, float]:
    """How wide a character is, by size; under 0 for all sizes."""
    widths: dict[int, list[float]] = {}
    for line in lines:
        if line.box and len(line.text) >= 12:
            width = (line.box[2] - line.box[0]) / len(line.text)
            widths.setdefault(_bucket(line), []).append(width)
            widths.setdefault(0, []).append(width)
    return {b: median(w) for b, w in widths.items() if len(w) >= FEWEST_FOR_MEASURE or b == 0}


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance from one line to the next, by size."""
    found: dict[int, list[float]] = {}
    for a, b in pairwise(lines):
        if a.box and b.box and _next_line(a.box, b.box) and _bucket(a) == _bucket(b):
            found.setdefault(_bucket(a), []).append(b.box[3] - a.box[3])
    return {bucket: median(sorted(d)[: 1 + len(d) * 3 // 4]) for bucket, d in found.items() if len(d) > 1}


def _even_regions(lines: Sequence[Line]) -> set[int]:
    """The regions of OCR whose lines all stand equally far apart: no paragraph ends within them."""
    found: dict[int, list[float]] = {}
    for a, b in pairwise(lines):
        if a.box and b.box and a.region == b.region and not a.exact:
            found.setdefault(a.region, []).append(b.box[3] - a.box[3])
    return {region for region, down in found.items() if 0 < max(down) < EVENLY * min(down)}


def _columns(lines: Sequence[Line]) -> list[float]:
    """For each line the left edge of the column it stands in: where most lines around it begin."""
    edges = []
    for at, line in enumerate(lines):
        if line.box is None:
            edges.append(0.0)
            continue
        height = line.box[3] - line.box[1]
        near = [
            other.box[0]
            for other in lines[max(0, at - 12) : at + 13]
            if other.box
            and not other.initial
            and abs(other.box[0] - line.box[0]) < 4 * height
            and abs(_bucket(other) - _bucket(line)) <= 1
        ]
        same = [e for e in near if sum(abs(e - other) < 0.3 * height for other in near) > 1]
        edges.append(min(same or [line.box[0]]))
    return edges


def _next_line(a: Box, b: Box) -> bool:
    return _under(a, b) and b[1] - a[3] < NEXT * (a[3] - a[1])


def _under(a: Box, b: Box) -> bool:
    """Whether `b` is the next line below `a` in its column."""
    shared = min(a[2], b[2]) - max(a[0], b[0])
    height = a[3] - a[1]
    return shared > 0 and a[1] < b[1] and b[1] - a[3] < 3 * height


def _apart(a: Line, b: Line, leading: dict[int, float], even: set[int], sheet: Sheet) -> tuple[int, bool]:
    """The gap between two lines, and whether what the page shows parts them for certain."""
    if a.box is None or b.box is None:
        return 1, False
    if a.region == b.region and a.region in even:
        return 0, _other_type(a, b, sheet)
    usual = leading.get(_bucket(b), (DISPLAY if b.stands_out else 1.2) * (b.box[3] - b.box[1]))
    down = b.box[3] - a.box[3]
    # OCR engines make regions of single lines as well, so a region parts lines only where it holds several.
    near = b.box[1] - a.box[3] < NEXT * (a.box[3] - a.box[1]) and not b.type
    lone = near and (a.alone or b.alone or (a.stands_out and b.stands_out))
    parted = a.region != b.region and not lone and not sheet.measured
    return int(down > LEADING * usual or parted), _other_type(a, b, sheet)


def _other_type(a: Line, b: Line, sheet: Sheet) -> bool:
    """Whether two lines are set in such different type, or framed so, that they are no one paragraph."""
    if (a.frame, a.frame and a.page) != (b.frame, b.frame and b.page) or a.type != b.type:
        return True
    sizes = (a.size, b.size) if a.size and b.size else (1.0, 1.0)
    if sheet.measured:
        return max(sizes) > SAME_SIZE * min(sizes) or a.bold != b.bold
    if a.stands_out == b.stands_out:
        return max(sizes) > SAME_SIZE_OCR * min(sizes)
    goes_on = b.starts_small and not a.ends_sentence
    return max(sizes) > CLEARLY_LARGER * min(sizes) or not goes_on
