"use strict";
// Search: rows of the tables that do not fit go, shapes that fit are marked, and the first of them comes into view.
const search = document.getElementById("search");
const found = document.getElementById("found");
search.addEventListener("input", () => {
  const text = search.value.trim().toLowerCase();
  let rows = 0;
  for (const row of document.querySelectorAll("tbody tr")) {
    row.hidden = text !== "" && !row.textContent.toLowerCase().includes(text);
    rows += row.hidden || row.offsetParent === null ? 0 : 1;
  }
  let first = null;
  for (const shape of document.querySelectorAll("g.n")) {
    const fits = text !== "" && shape.textContent.toLowerCase().includes(text);
    shape.classList.toggle("found", fits);
    if (fits && first === null && shape.getClientRects().length > 0) {
      first = shape;
    }
  }
  found.textContent = text === "" ? "" : rows === 1 ? "1 layer" : rows + " layers";
  if (first !== null) {
    first.scrollIntoView({block: "nearest", inline: "nearest"});
  }
});
