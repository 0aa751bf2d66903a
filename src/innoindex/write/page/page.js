// The page's own behaviour: search, sorting, sliders, the labels of marks in pictures.
"use strict";

document.documentElement.classList.add("live");
const $ = (id) => document.getElementById(id);

function sortable(table) {
  const body = table.tBodies[0];
  const given = [...body.rows];
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
  };
  const empty = (x) => x === "";
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Numbers begin with the largest, but ranks, as words, with the first.
      const first = head.classList.contains("large-first") ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first ? other : first;
      for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const keyed = given.map((row) => [value(row, column), row]);
      keyed.sort(([a], [b]) => empty(a) - empty(b) || (empty(a) ? 0 : sign * compare(a, b)));
      body.append(...keyed.map(([, row]) => row));
    });
  });
}

function searchable(box, table, found, text) {
  const rows = [...table.tBodies[0].rows].map((row) => [
    row,
    `${row.dataset.row} ${row.textContent}`.normalize("NFKC").toLowerCase(),
  ]);
  box.disabled = false;
  box.addEventListener("input", () => {
    const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/);
    let count = 0;
    for (const [row, all] of rows) {
      row.hidden = !words.every((word) => all.includes(word));
      count += !row.hidden;
    }
    found.textContent = box.value.trim() ? text.replace("{count}", count) : "";
  });
}

// A mark of a picture under the pointer says what it is.
function labelled(figure, tip) {
  let near = null;
  const leave = () => {
    near?.classList.remove("near");
    near = null;
    tip.hidden = true;
  };
  const at = (x, y) => document.elementFromPoint(x, y)?.closest?.("svg [aria-label][role=graphics-symbol]");
  figure.addEventListener("pointermove", (event) => {
    let mark = null;
    for (const [dx, dy] of [[0, 0], [0, -3], [0, 3], [-3, 0], [3, 0], [0, -6], [0, 6]]) {
      mark ??= at(event.clientX + dx, event.clientY + dy);
    }
    if (!mark) return leave();
    if (mark !== near) leave();
    near = mark;
    if (mark.getAttribute("aria-roledescription") === "line mark") mark.classList.add("near");
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4))}px`;
    tip.style.top = `${event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18}px`;
  });
  figure.addEventListener("pointerleave", leave);
}

// What the program prints: rounded half up to so many decimals, from 1e15 in powers of ten.
function fixed(value, decimals) {
  if (Math.abs(value) >= 1e15) return value.toExponential(5);
  const factor = 10 ** decimals;
  const rounded = Math.floor(roundHalfEven(Math.abs(value) * factor * 1e6) / 1e6 + 0.5) / factor;
  return (value < 0 && rounded ? "-" : "") + rounded.toFixed(decimals);
}

function places(change) {
  if (change === 0) return "=";
  return `${change > 0 ? "▲" : "▼"}${Math.abs(change)}`;
}

function playWithWeights(data) {
  const model = makeModel(data);
  const shares = new Map(); // set by hand, in per cent, the latest last
  const words = data.words;
  const form = $("sliders");
  const inputs = [...form.querySelectorAll("input")];
  const parent = (id) => model.parts.get(id).parent;
  const nameOf = (id) => inputs.find((input) => input.dataset.part === id).labels[0].textContent;
  const asItIs = model.ranked(model.weightsUnder(shares));
  if (asItIs.ranks.some((rank, unit) => rank !== data.ranks[unit])) {
    $("outcome").textContent = words.differs;
    return null;
  }

  // Together siblings are 100 %: where nothing else is left to give, what was set first does.
  function set(id, share) {
    const siblings = model.children.get(parent(id)).filter((each) => each !== id);
    const others = [...shares.keys()].filter((each) => siblings.includes(each));
    const weighed = siblings.some((each) => !shares.has(each) && model.parts.get(each).weight > 0);
    let over = others.reduce((sum, each) => sum + shares.get(each), share - 100);
    if (over < 0 && weighed) over = 0;
    for (const each of others) {
      if (over === 0) break;
      const left = Math.max(shares.get(each) - over, 0);
      over -= shares.get(each) - left;
      shares.set(each, left);
    }
    shares.delete(id);
    shares.set(id, share - over);
  }

  function show() {
    const weights = model.weightsUnder(shares);
    for (const input of inputs) {
      const share = model.shareOf(input.dataset.part, weights);
      if (input.type === "range") {
        input.value = share;
        input.setAttribute("aria-valuetext", `${fixed(share, 1)}%`);
        input.closest(".slider").classList.toggle("set", shares.has(input.dataset.part));
      } else if (input !== document.activeElement) input.value = fixed(share, 1);
    }
    const result = model.ranked(weights);
    showRanking(result);
    $("reset").disabled = !shares.size;
    $("weights").classList.toggle("touched", shares.size > 0);
    const said = [...shares].map(([id, share]) => `${encodeURIComponent(id)}=${share}`).join("&");
    history.replaceState(null, "", said ? `#w:${said}` : location.pathname + location.search);
    $("link").value = location.href;
    $("command").value = shares.size
      ? `innoindex whatif ${words.table} ${[...shares].map(([id, share]) => `--weight ${quoted(id, share)}`).join(" ")}`
      : "";
    $("copied").textContent = "";
    return result;
  }

  function quoted(id, share) {
    const text = `${id}=${share}%`;
    return /^[\w.=%-]+$/.test(text) ? text : `"${text.replace(/(["\\$`])/g, "\\$1")}"`;
  }

  function showRanking({ scores, ranks }) {
    const order = [...ranks.keys()];
    const last = (rank) => (rank === null ? Infinity : rank);
    order.sort((a, b) => last(ranks[a]) - last(ranks[b]) || last(data.ranks[a]) - last(data.ranks[b]) || a - b);
    const mine = order.indexOf(data.me);
    const [most, around] = data.rowsShown;
    const shown = order.filter((unit, place) => place < most || Math.abs(place - mine) <= around);
    const rows = shown.map((unit) => {
      const row = document.createElement("tr");
      row.dataset.row = data.units[unit];
      if (unit === data.me) row.className = "marked";
      const change = ranks[unit] === null || data.ranks[unit] === null ? null : data.ranks[unit] - ranks[unit];
      const cells = [
        ranks[unit] ?? "",
        data.names[unit],
        data.ranks[unit] ?? "",
        change === null ? "" : places(change),
        Number.isNaN(scores[unit]) ? "" : fixed(scores[unit], data.decimals),
      ];
      cells.forEach((text, column) => {
        const cell = document.createElement(column === 1 ? "th" : "td");
        if (column === 1) cell.scope = "row";
        else cell.className = "number";
        cell.textContent = text;
        row.append(cell);
      });
      return row;
    });
    const box = $("what-if").closest(".scroll");
    $("what-if").tBodies[0].replaceChildren(...rows);
    const marked = $("what-if").querySelector(".marked");
    if (marked) box.scrollTop = marked.offsetTop - box.clientHeight / 2;
    const moved = ranks.filter((rank, unit) => rank !== data.ranks[unit]).length;
    const text = shares.size ? words.outcome : words.untouched;
    const rank = ranks[data.me];
    const gained = rank === null ? "" : places(data.ranks[data.me] - rank);
    const set = [...shares].map(([id, share]) => `${nameOf(id)} ${fixed(share, 1)}%`).join(words.comma);
    const values = { set, unit: data.names[data.me], before: data.ranks[data.me], after: rank ?? "-", change: gained, moved };
    $("outcome").textContent = text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  // #w:output=40&input=30 : the shares that a link carries.
  function fromAddress() {
    shares.clear();
    if (location.hash.startsWith("#w:")) {
      for (const piece of location.hash.slice(3).split("&")) {
        const at = piece.lastIndexOf("=");
        const share = Number(piece.slice(at + 1));
        let id = "";
        try {
          id = decodeURIComponent(piece.slice(0, at));
        } catch {
          continue;
        }
        const known = inputs.some((input) => input.dataset.part === id);
        if (known && piece.slice(at + 1) !== "" && share >= 0 && share <= 100) set(id, share);
      }
    }
    return shares.size > 0;
  }

  for (const input of inputs) {
    input.disabled = false;
    input.addEventListener("input", () => {
      const share = Number(input.value);
      if (input.value === "" || !(share >= 0 && share <= 100)) return;
      set(input.dataset.part, share);
      show();
    });
    input.addEventListener("blur", show);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll(".preset")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      shares.clear();
      for (const [id, share] of Object.entries(data.presets[button.dataset.preset])) set(id, share);
      show();
    });
  }
  $("reset").addEventListener("click", () => {
    shares.clear();
    show();
  });
  $("copy").disabled = false;
  $("copy").addEventListener("click", async () => {
    $("link").select();
    try {
      await navigator.clipboard.writeText($("link").value);
    } catch {
      document.execCommand("copy");
    }
    $("copied").textContent = words.copied;
  });
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#w:") && fromAddress()) show();
  });
  // The address holds the weights: its fragment is not for jumping about.
  for (const link of document.querySelectorAll("nav a[href^='#']")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      $(link.getAttribute("href").slice(1)).scrollIntoView();
    });
  }
  const linked = fromAddress();
  show();
  if (linked) $("weights").scrollIntoView();
  return { model, shares, set, show };
}

for (const table of document.querySelectorAll("table.sortable")) sortable(table);
const texts = JSON.parse($("texts").textContent);
searchable($("search"), document.querySelector("#ranking table"), $("found"), texts.found);
for (const figure of document.querySelectorAll(".chart")) labelled(figure, $("tip"));
if ($("model")) playWithWeights(JSON.parse($("model").textContent));
