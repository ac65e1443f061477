// Reads a calendar with ical.js; prints an event a line as JSON.  Argument: the module's address.
import { readFileSync } from "node:fs";
const { default: ICAL } = await import(process.argv[2]);
const whole = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const when = (value) => value && (value.isDate ? value.toString() : `${value.toString().slice(0, 16)} ${value.zone.tzid}`);
for (const one of whole.getAllSubcomponents("vevent")) {
  const get = (name) => one.getFirstPropertyValue(name);
  console.log(JSON.stringify({ uid: get("uid"), title: get("summary"), start: when(get("dtstart")), end: when(get("dtend")), status: get("status") }));
}
