// Runs inside the agenda page in a headless browser: uses the filters, then lets axe-core judge the page; writes what it saw into the title.
addEventListener("load", async () => {
  const form = document.getElementById("filters");
  const visible = () => [...document.querySelectorAll(".entries > li")].filter((row) => row.offsetParent).map((row) => row.id);
  const choose = (name, value) => { form.elements[name].value = value; form.dispatchEvent(new Event("change")); return visible(); };
  const seen = { all: visible() };
  if (form) {
    seen.count = document.getElementById("count").textContent;
    seen.topic = choose("topics", "oproep");
    seen.both = choose("languages", "fr");
    seen.sections = [...document.querySelectorAll("main section:has(> .entries)")].filter((part) => part.offsetParent).length;
    choose("languages", ""); choose("topics", "");
    seen.source = choose("sources", "boomweekend");
    seen.reset = choose("sources", "").length;
  }
  seen.overflow = document.documentElement.scrollWidth > innerWidth;
  const judged = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  seen.axe = judged.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = JSON.stringify(seen);
  document.body.append(out);
});
