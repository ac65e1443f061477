"""Reads a calendar with libical, through Debian's own Python; prints an event a line as JSON."""

import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def when(told, zones):
    if told is None or told.is_null_time():
        return None
    shown = f"{told.get_year():04}-{told.get_month():02}-{told.get_day():02}"
    if told.is_date():
        return shown
    clock = f"T{told.get_hour():02}:{told.get_minute():02}"
    zone = told.get_timezone()
    return shown + clock + ("" if zone is None else " " + (zone.get_tzid() or ""))


whole = ICalGLib.Parser.parse_string(sys.stdin.buffer.read().decode())
assert whole is not None, "libical reads nothing"
assert whole.count_errors() == 0, "libical finds errors"
one = whole.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
while one is not None:
    end = one.get_first_property(ICalGLib.PropertyKind.DTEND_PROPERTY)
    told = {
        "uid": one.get_uid(),
        "title": one.get_summary(),
        "start": when(one.get_dtstart(), None),
        "end": when(one.get_dtend(), None) if end is not None else None,
        "status": str(one.get_status().value_nick).upper(),
    }
    print(json.dumps(told))
    one = whole.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
