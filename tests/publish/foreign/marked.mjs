// Renders Markdown texts (a JSON list on standard input) with marked; prints a JSON list of HTML.  Argument: the module's address.
import { readFileSync } from "node:fs";
const { marked } = await import(process.argv[2]);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => marked.parse(text, { gfm: true }))));
