(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll(".entries > li")];
  const count = document.getElementById("count");
  const fits = (row) => [...form.elements].every((one) => !one.value || row.dataset[one.name].split(" ").includes(one.value));
  const apply = () => {
    rows.forEach((row) => { row.hidden = !fits(row); });
    document.querySelectorAll("main section:has(> .entries)").forEach((part) => {
      part.hidden = ![...part.querySelectorAll(".entries > li")].some((row) => !row.hidden);
    });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = count.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  apply();
  const copy = document.getElementById("copy");
  if (navigator.clipboard && copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(copy.dataset.text, location.href).href);
      copy.textContent = copy.dataset.done;
    });
  }
})();
