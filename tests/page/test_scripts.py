"""Values in scripts: what a browser would make of them, and hostile ones that end at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from bba_events.page import javascript, scripts

HANG_GUARD = pytest.mark.timeout(20)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{a:1,'b':[2,,3],\"c\":{d:null}}", {"a": 1, "b": [2, None, 3], "c": {"d": None}}),
        ("{a:!0,b:!1,c:void 0,d:undefined,e:-1.5e3,f:.5}",
         {"a": True, "b": False, "c": None, "d": None, "e": -1500.0, "f": 0.5}),
        (r"""['it\'s',"a\"b",`c`,"\u00e9\x41\ud83d\ude00","a\
b"]""", ["it's", 'a"b', "c", "éA😀", "ab"]),
        ('JSON.parse("{\\"a\\":[1]}")', {"a": [1]}),
        ("[new Date(0),new Date(1781974800000),new Date('2026-05-01'),new Set([1]),Array(3)]",
         [0, "2026-06-20T17:00:00Z", "2026-05-01", [1], []]),
        ("(function(a,b){return {x:a,y:[b,a]}}('q',2))", {"x": "q", "y": [2, "q"]}),
        ("(function(a){a.n='x';a[\"k\"]=1;return {v:a}})({})", {"v": {"n": "x", "k": 1}}),
        ("((a)=>{return {x:a}})(1)", {"x": 1}),
        ("{/* c */ a: 1, // d\n b: 2}", {"a": 1, "b": 2}),
        ("{a}", {"a": None}),
    ],
)  # fmt: skip
def test_values(written: str, value: Any) -> None:
    assert javascript.value(written) == value


@HANG_GUARD
@pytest.mark.parametrize(
    "written",
    [
        "", "alert(1)", "{a:1+1}", "{a:", "[", "function(){}", "{a:b()}", "new", "!", "{" * 200_000, "[" * 200_000,
        "!" * 200_000, '"' + "x" * 2_000_000, '"' + '\\"' * 500_000, "{a:" * 100_000, "/*" * 500_000,
        "(function(" + "a," * 200_000 + "){return a}", "(function(a){" + "a.b=1;" * 100_000,
        "9" * 500_000, "`${x}`", "JSON.parse('{')", "x" * 4_000_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_what_is_no_value_is_refused_at_once(written: str) -> None:
    with pytest.raises(javascript.NotLiteral):
        javascript.value(f"{written}\x00")


@HANG_GUARD
def test_names_that_stand_for_each_other_end() -> None:
    names = [f"n{number}" for number in range(60)]
    doubled = "".join(
        f"{one}.x={other};{one}.y={other};" for one, other in zip(names, names[1:] + names[:1], strict=True)
    )
    made = javascript.value(f"(function({','.join(names)}){{{doubled}return n0}})({','.join(['{}'] * 60)})")
    assert isinstance(made, dict)


def page(*bodies: str) -> Any:
    return html.fromstring(
        f"<html><body>{''.join(f'<script>{body}</script>' for body in bodies)}</body></html>"
    )


def pushed(text: str) -> str:
    return f"self.__next_f.push([1,{json.dumps(text)}])"


def test_flight_rows_in_pieces_with_long_texts() -> None:
    text = "Eén regel\nen nog een"
    stream = f'1:{{"a":"$2","d":"$D2026-05-01T10:00:00.000Z","e":"$$5"}}\n2:T{len(text.encode()):x},{text}3:["$L1"]\n'
    found = list(scripts.values(page(*(pushed(stream[at : at + 7]) for at in range(0, len(stream), 7)))))
    assert found == [{"a": text, "d": "2026-05-01T10:00:00.000Z", "e": "$5"}, ["$L1"]]


@HANG_GUARD
@pytest.mark.parametrize(
    "stream",
    [
        "1:T7fffffff,x", "1:T0," * 50_000, "1:[" * 100_000, "a:" * 200_000, "\n" * 500_000, "1:T5,ab",
        '1:["$1","$1"]\n' * 20_000, "1:" + "[" * 100_000 + "\n", '2:T100000,' + "x" * 10,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_flight_rows_end(stream: str) -> None:
    list(scripts.values(page(pushed(stream))))


@HANG_GUARD
@pytest.mark.parametrize(
    "flat",
    [
        [["Reactive", 0]], [{"a": 0, "b": 0}], [{"a": 1}, [1, 1, 1, 1]], [["Map", 0, 0]], [["Set"] + [0] * 5000],
        [["null", "a"]], [["Date"]], [{"a": -1}], [{"a": 10**30}], [["x", 1], ["y", 0]],
    ],
    ids=str,
)  # fmt: skip
def test_flat_lists_that_point_at_themselves_end(flat: list[Any]) -> None:
    scripts.revived(flat)
