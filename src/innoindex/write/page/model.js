// The index under other weights: the same rules as the program's, on the same scores.
// `data` is what write/page_sliders.py makes for into the page; a missing score is null there and NaN here.
"use strict";

function makeModel(data) {
  const parts = new Map(data.parts.map((part) => [part.id, part]));
  const children = new Map();
  for (const part of data.parts) {
    if (part.parent === null) continue;
    if (!children.has(part.parent)) children.set(part.parent, []);
    children.get(part.parent).push(part.id);
  }
  const size = data.units.length;
  const scores = new Map(
    Object.entries(data.scores).map(([id, values]) => [id, values.map((v) => (v === null ? NaN : v))]),
  );
  // As maps: an id may be the name of something that every object has, such as "constructor".
  const marked = (table) => new Map(Object.entries(table));
  const flags = (table, id) => {
    const marks = new Uint8Array(size);
    for (const unit of table.get(id) ?? []) marks[unit] = 1;
    return marks;
  };
  const blocked = marked(data.blocked);
  const uncovered = marked(data.uncovered);
  const blockedAt = new Map([...scores.keys()].map((id) => [id, flags(blocked, id)]));

  // Some siblings' shares are set (in per cent); the others keep their proportions, and all
  // together their total.
  function weightsUnder(shares) {
    const weights = new Map(data.parts.map((part) => [part.id, part.weight]));
    for (const siblings of children.values()) {
      const set = siblings.filter((id) => shares.has(id));
      if (!set.length) continue;
      const sum = (ids) => ids.reduce((total, id) => total + parts.get(id).weight, 0);
      const total = sum(siblings) || 1;
      const rest = sum(siblings.filter((id) => !shares.has(id)));
      const left = Math.max(1 - set.reduce((part, id) => part + shares.get(id) / 100, 0), 0);
      const factor = rest ? (left * total) / rest : 0;
      for (const id of siblings) {
        weights.set(id, shares.has(id) ? (shares.get(id) / 100) * total : parts.get(id).weight * factor);
      }
    }
    return weights;
  }

  function shareOf(id, weights) {
    const siblings = children.get(parts.get(id).parent);
    const total = siblings.reduce((sum, each) => sum + weights.get(each), 0);
    return total ? (100 * weights.get(id)) / total : 0;
  }

  // The leaves below each node that count: no weight of 0 on their way up.
  function countedLeaves(id, weights, found = []) {
    for (const child of children.get(id) ?? []) {
      if (!(weights.get(child) > 0)) continue;
      if (children.has(child)) countedLeaves(child, weights, found);
      else found.push(child);
    }
    return found;
  }

  function isCounted(id, weights) {
    for (let at = parts.get(id); at.parent !== null; at = parts.get(at.parent)) {
      if (!(weights.get(at.id) > 0)) return false;
    }
    return true;
  }

  function scored(id, weights) {
    const part = parts.get(id);
    if (!part.open) return { values: scores.get(id), blocked: blockedAt.get(id) };
    const below = children.get(id).map((child) => scored(child, weights));
    const given = children.get(id).map((child) => weights.get(child));
    const values = new Array(size);
    const blocked = new Uint8Array(size);
    for (let unit = 0; unit < size; unit += 1) {
      const xs = [];
      const ws = [];
      let whole = 0;
      let lost = 0;
      for (let k = 0; k < below.length; k += 1) {
        const x = below[k].values[unit];
        whole += given[k];
        if (given[k] > 0 && below[k].blocked[unit]) blocked[unit] = 1;
        if (Number.isNaN(x)) {
          lost += given[k];
        } else {
          xs.push(x);
          ws.push(given[k]);
        }
      }
      values[unit] = blocked[unit] ? NaN : AGGREGATE[part.rule.name](xs, ws, part.rule, whole, lost);
    }
    if (part.minCoverage !== null) {
      const leaves = isCounted(id, weights) ? countedLeaves(id, weights) : [];
      const gaps = leaves.map((leaf) => flags(uncovered, leaf));
      for (let unit = 0; unit < size; unit += 1) {
        const without = gaps.reduce((count, gap) => count + gap[unit], 0);
        if (without && (leaves.length - without) / leaves.length < part.minCoverage) values[unit] = NaN;
      }
    }
    for (let unit = 0; unit < size; unit += 1) blocked[unit] &= Number.isNaN(values[unit]);
    return { values, blocked };
  }

  // Index scores and ranks of all units under weights.
  function ranked(weights) {
    const values = scored(data.root, weights).values;
    return { scores: values, ranks: rankDescending(settle(values, data.rankDecimals), data) };
  }

  return { parts, children, weightsUnder, shareOf, ranked };
}

// Each takes the scores that are there, their weights, the rule, the weight of all siblings and
// that of the missing ones.
const AGGREGATE = {
  arithmetic: (xs, ws, rule, whole, lost) => linear(xs, ws, whole, lost, true),
  sum: (xs, ws, rule, whole, lost) => linear(xs, ws, whole, lost, false),
  geometric: (xs, ws) => powerMean(xs, ws, 0),
  harmonic: (xs, ws) => powerMean(xs, ws, -1),
  power: (xs, ws, rule) => powerMean(xs, ws, rule.p),
  median: (xs, ws) => weightedMedian(xs, ws),
  "mazziotta-pareto": (xs, ws, rule) => mazziottaPareto(xs, ws, rule.penalty),
};

const sumOf = (values) => values.reduce((total, value) => total + value, 0);

function linear(xs, ws, whole, lost, divide) {
  const total = sumOf(xs.map((x, k) => ws[k] * x));
  if (lost === 0) return divide ? (whole > 0 ? total / whole : NaN) : total;
  const left = whole - lost;
  if (!(left > 1e-12 * whole)) return NaN;
  return divide ? total / left : total * (whole / left);
}

function powerMean(xs, ws, p) {
  const held = xs.map((x, k) => [x, ws[k]]).filter(([, w]) => w > 0);
  const total = sumOf(held.map(([, w]) => w));
  if (!held.length || held.some(([x]) => x < 0 || (x === 0 && p <= 0))) return NaN;
  if (p === 0) return Math.exp(sumOf(held.map(([x, w]) => w * Math.log(x))) / total);
  const values = held.map(([x]) => x);
  const most = p < 0 ? Math.min(...values) : Math.max(...values);
  if (most === 0) return 0;
  return most * (sumOf(held.map(([x, w]) => w * (x / most) ** p)) / total) ** (1 / p);
}

function weightedMedian(xs, ws) {
  const held = xs.map((x, k) => [x, ws[k]]).filter(([, w]) => w > 0);
  if (!held.length) return NaN;
  held.sort((a, b) => a[0] - b[0]);
  let run = 0;
  const shares = held.map(([, w]) => (run += w));
  const low = shares.findIndex((share) => share >= (run / 2) * (1 - 1e-12));
  const high = shares.findIndex((share) => share > (run / 2) * (1 + 1e-12));
  return (held[low][0] + held[high][0]) / 2;
}

function mazziottaPareto(xs, ws, penalty) {
  const total = sumOf(ws);
  if (!(total > 0)) return NaN;
  const mean = sumOf(xs.map((x, k) => ws[k] * x)) / total;
  if (mean <= 0 && xs.some((x, k) => x < 0 && ws[k] > 0)) return NaN;
  const variance = sumOf(xs.map((x, k) => ws[k] * (x - mean) ** 2)) / total;
  const cost = mean > 0 ? variance / mean : 0;
  return penalty === "-" ? mean - cost : mean + cost;
}

// Rounded half up to the decimals that ranks are compared at.
function settle(values, rankDecimals) {
  let decimals = rankDecimals;
  if (decimals === null) {
    const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
    decimals = 9 - (largest > 0 ? Math.max(0, Math.ceil(Math.log10(largest)) - 5) : 0);
  }
  const factor = 10 ** decimals;
  return values.map((x) => Math.floor(roundHalfEven(x * factor * 1e6) / 1e6 + 0.5) / factor);
}

function roundHalfEven(x) {
  const low = Math.floor(x);
  const above = x - low;
  if (above !== 0.5) return above < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

// Ranks from the top, 1 = highest; null for a unit without a score.
function rankDescending(settled, data) {
  const order = [...settled.keys()].filter((unit) => !Number.isNaN(settled[unit]));
  order.sort((a, b) => settled[b] - settled[a] || a - b); // the units stand in the order of ids
  const ranks = new Array(settled.length).fill(null);
  let dense = 0;
  for (let start = 0, end; start < order.length; start = end) {
    end = start + 1;
    while (end < order.length && settled[order[end]] === settled[order[start]]) end += 1;
    dense += 1;
    for (let at = start; at < end; at += 1) {
      const tied = { min: start + 1, dense, average: (start + 1 + end) / 2, first: at + 1 };
      ranks[order[at]] = tied[data.ties];
    }
  }
  return ranks;
}
