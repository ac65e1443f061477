(() => {
  const block = document.getElementById("block");
  const markdown = document.getElementById("markdown");
  const rich = () => {
    const range = document.createRange();
    range.selectNodeContents(block);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const done = document.execCommand("copy");
    selection.removeAllRanges();
    return done;
  };
  const plain = () => { markdown.select(); return document.execCommand("copy"); };
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const done = button.dataset.copy === "block" ? rich() : plain();
      document.getElementById("told").textContent = done ? button.dataset.done : "";
    });
  });
})();
