"""Small charts of indicators as Word's own charts (ECMA-376 Part 1, 21.2), their values inside.

Native charts stay sharp, need no drawing library and follow the fonts of the document. What is
drawn does not hang on colour: measured values are dots on a line, targets diamonds on a dashed
one.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import SubElement, _Element

from strategy_editor.document.characters import clean
from strategy_editor.document.node import Node
from strategy_editor.exchange.docx.markup import EMU_PER_TWIP, RELATIONS, w
from strategy_editor.exchange.reading.course import Point, points, ticks, years

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DARK, _GREY = "1F3A5F", "595959"
_X_AXIS, _Y_AXIS = 1, 2
_MOST_YEAR_MARKS = 5
_YEAR_STEPS = (1, 2, 5, 10, 50, 100, 1000)
_LINE = 19050
_MARKER = 5
_LETTERS = 700
"""Width of lines in EMU, size of markers in points, size of letters in hundredths of a point."""


def add_chart(paragraph: _Element, part: Part, indicator: Node, names: tuple[str, str], alt: str,
              number: int, size: tuple[int, int]) -> None:  # fmt: skip
    """Append the chart of an indicator to a paragraph.

    ``names`` are those of measured values and targets, ``number`` tells drawings of a document
    apart, ``size`` is width and height in twentieths of a point.
    """
    blob = etree.tostring(_chart(indicator, names), xml_declaration=True, encoding="UTF-8",
                          standalone=True)  # fmt: skip
    name = PackURI(f"/word/charts/chart{number}.xml")
    relation = part.relate_to(Part(name, _TYPE, blob, part.package), f"{RELATIONS}/chart")
    drawing = SubElement(SubElement(paragraph, w("r")), w("drawing"))
    inline = SubElement(drawing, f"{{{_INLINE}}}inline", distT="0", distB="0", distL="0", distR="0")
    width, height = (str(each * EMU_PER_TWIP) for each in size)
    SubElement(inline, f"{{{_INLINE}}}extent", cx=width, cy=height)
    label = f"Chart {number}"
    SubElement(inline, f"{{{_INLINE}}}docPr", id=str(number), name=label, descr=clean(alt))
    SubElement(inline, f"{{{_INLINE}}}cNvGraphicFramePr")
    graphic = SubElement(inline, f"{{{_DRAWING}}}graphic", nsmap={"a": _DRAWING})
    data = SubElement(graphic, f"{{{_DRAWING}}}graphicData", uri=_CHART)
    chart = SubElement(data, f"{{{_CHART}}}chart", nsmap={"c": _CHART})
    chart.set(f"{{{RELATIONS}}}id", relation)


def _chart(indicator: Node, names: tuple[str, str]) -> _Element:
    measured = points(indicator, "baseline", "actual")
    targets = points(indicator, "target")
    space = etree.Element(f"{{{_CHART}}}chartSpace", nsmap={"c": _CHART, "a": _DRAWING})
    _value(space, "roundedCorners", 0)
    chart = _add(space, "chart")
    _value(chart, "autoTitleDeleted", 1)
    plot = _add(chart, "plotArea")
    _add(plot, "layout")
    scatter = _add(plot, "scatterChart")
    _value(scatter, "scatterStyle", "lineMarker")
    _value(scatter, "varyColors", 0)
    for order, (name, found) in enumerate(zip(names, (measured, targets), strict=True)):
        if found:
            _series(scatter, order, name, found)
    for axis in (_X_AXIS, _Y_AXIS):
        _value(scatter, "axId", axis)
    everything = [*measured, *targets]
    _year_axis(plot, [at for at, _ in everything])
    _value_axis(plot, [value for _, value in everything])
    _value(chart, "plotVisOnly", 1)
    _value(chart, "dispBlanksAs", "gap")
    _frame(space)
    _letters(space)
    return space


def _series(scatter: _Element, order: int, name: str, found: Sequence[Point]) -> None:
    series = _add(scatter, "ser")
    _value(series, "idx", order)
    _value(series, "order", order)
    _add(_add(series, "tx"), "v").text = clean(name)
    properties = _add(series, "spPr")
    colour = _GREY if order else _DARK
    line = _drawn(properties, "ln", w=str(_LINE))
    _fill(line, colour)
    if order:
        _drawn(line, "prstDash", val="dash")
    marker = _add(series, "marker")
    _value(marker, "symbol", "diamond" if order else "circle")
    _value(marker, "size", _MARKER + 2 * order)
    shape = _add(marker, "spPr")
    _fill(shape, "FFFFFF" if order else _DARK)
    _fill(_drawn(shape, "ln", w=str(_LINE // 2)), colour)
    labels = _add(series, "dLbls")
    for index in range(1 - order, len(found) - 1):
        # Of many points only the ends are labelled, or the labels would hide each other.
        hidden = _add(labels, "dLbl")
        _value(hidden, "idx", index)
        _value(hidden, "delete", 1)
    _value(labels, "dLblPos", "t")
    for shown in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        _value(labels, f"show{shown}", int(shown == "Val"))
    for tag, values in zip(("xVal", "yVal"), zip(*found, strict=True), strict=True):
        _numbers(_add(series, tag), values)
    _value(series, "smooth", 0)


def _numbers(parent: _Element, values: Sequence[float]) -> None:
    literal = _add(parent, "numLit")
    _add(literal, "formatCode").text = "General"
    _value(literal, "ptCount", len(values))
    for index, value in enumerate(values):
        point = _add(literal, "pt")
        point.set("idx", str(index))
        _add(point, "v").text = f"{value:.10g}"


def _year_axis(plot: _Element, found: Sequence[float]) -> None:
    """Years from the first to the end of the last; every second or fifth where there are many."""
    span = years(found)
    length = span.stop - span.start
    step = next((each for each in _YEAR_STEPS if length / each <= _MOST_YEAR_MARKS), length)
    axis = _axis(plot, _X_AXIS, _Y_AXIS, (span.start, span.stop), "b", "0")
    _value(axis, "majorUnit", step)


def _value_axis(plot: _Element, found: Sequence[float]) -> None:
    marks = ticks(min(found), max(found), 3)
    # Room above the highest point for its label.
    top = marks[-1] + (marks[1] - marks[0]) / 2 if max(found) >= marks[-1] else marks[-1]
    axis = _axis(plot, _Y_AXIS, _X_AXIS, (marks[0], top), "l", "General")
    _value(axis, "majorUnit", f"{marks[1] - marks[0]:.10g}")


def _axis(plot: _Element, number: int, other: int, span: tuple[float, float], side: str,
          form: str) -> _Element:  # fmt: skip
    axis = _add(plot, "valAx")
    _value(axis, "axId", number)
    scaling = _add(axis, "scaling")
    _value(scaling, "orientation", "minMax")
    _value(scaling, "max", f"{span[1]:.10g}")
    _value(scaling, "min", f"{span[0]:.10g}")
    _value(axis, "delete", 0)
    _value(axis, "axPos", side)
    numbers = _add(axis, "numFmt")
    numbers.set("formatCode", form)
    numbers.set("sourceLinked", "0")
    _value(axis, "majorTickMark", "out")
    _value(axis, "minorTickMark", "none")
    _value(axis, "tickLblPos", "low")
    _fill(_drawn(_add(axis, "spPr"), "ln", w="6350"), _GREY)
    _letters(axis)
    _value(axis, "crossAx", other)
    _value(axis, "crosses", "min")
    _value(axis, "crossBetween", "midCat")
    return axis


def _frame(space: _Element) -> None:
    properties = _add(space, "spPr")
    _drawn(properties, "noFill")
    _drawn(_drawn(properties, "ln"), "noFill")


def _letters(parent: _Element) -> None:
    text = _add(parent, "txPr")
    _drawn(text, "bodyPr", rot="0", vert="horz")
    paragraph = _drawn(text, "p")
    properties = _drawn(_drawn(paragraph, "pPr"), "defRPr", sz=str(_LETTERS))
    _fill(properties, "000000")
    _drawn(paragraph, "endParaRPr", lang="de-DE")


def _fill(parent: _Element, colour: str) -> None:
    _drawn(_drawn(parent, "solidFill"), "srgbClr", val=colour)


def _add(parent: _Element, name: str) -> _Element:
    return SubElement(parent, f"{{{_CHART}}}{name}")


def _value(parent: _Element, name: str, value: float | str) -> None:
    _add(parent, name).set("val", str(value))


def _drawn(parent: _Element, name: str, **attributes: str) -> _Element:
    return SubElement(parent, f"{{{_DRAWING}}}{name}", dict(attributes))
