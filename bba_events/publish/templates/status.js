(async () => {
  const table = document.getElementById("sources");
  const told = document.getElementById("told");
  try {
    const status = await (await fetch("status.json", { cache: "no-store" })).json();
    told.textContent = status.moment.replace("T", " ").replace("Z", " UTC");
    for (const one of status.sources) {
      const row = table.tBodies[0].insertRow();
      const said = [one.message, ...one.notes].filter(Boolean).join("; ");
      [one.id, one.state, one.events, one.new, one.changed, one.gone, one.unread, one.age_days, said].forEach((value, at) => {
        const cell = at ? row.insertCell() : row.appendChild(document.createElement("th"));
        if (!at) cell.scope = "row";
        cell.textContent = value ?? "";
      });
    }
    for (const note of status.notes) document.getElementById("notes").appendChild(document.createElement("li")).textContent = note;
    table.hidden = false;
  } catch (fault) { told.textContent = String(fault); }
})();
