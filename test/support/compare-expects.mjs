/**
 * Compares two files of count-expects.ts: `node test/support/compare-expects.mjs before.json after.json`.
 * Tests are known by their titles, with or without the `describe` around them, because files move.
 * Exits with 1 where a test is gone or calls `expect` less often.
 */
import { readFileSync } from 'node:fs';

const separator = ' > ';
const [before, after] = process.argv.slice(2).map((file) => callsByTitle(JSON.parse(readFileSync(file, 'utf8'))));
if (!before || !after) {
  console.error('Usage: node test/support/compare-expects.mjs before.json after.json');
  process.exit(2);
}

const added = [...after.keys()].filter((title) => !before.has(title));
const missing = [...before.keys()].filter((title) => !after.has(title));
// A test that has moved into another `describe` keeps the last part of its title.
const heirs = new Map(missing.map((title) => [title, added.filter((one) => last(one) === last(title))]));
const moved = missing.flatMap((title) => (heirs.get(title)?.length === 1 ? [[title, heirs.get(title)[0]]] : []));
const heirTitles = new Set(moved.map(([, to]) => to));
const kept = [...before.keys()].filter((title) => after.has(title)).map((title) => [title, title]);
const fewer = [...kept, ...moved].filter(([from, to]) => after.get(to) < before.get(from));
const gone = missing.filter((title) => heirs.get(title)?.length !== 1);

list(
  'Gone',
  gone.map((title) => `${title} (${before.get(title)})`),
);
list(
  'Fewer calls',
  fewer.map(([from, to]) => `${to} (${before.get(from)} → ${after.get(to)})`),
);
list(
  'In another describe',
  moved.map(([from, to]) => `${from} → ${to}`),
);
list(
  'New',
  added.filter((title) => !heirTitles.has(title)).map((title) => `${title} (${after.get(title)})`),
);
console.log(`Before: ${sum(before)}. After: ${sum(after)}.`);
process.exit(gone.length + fewer.length > 0 ? 1 : 0);

/** Adds up the calls of tests with one title. */
function callsByTitle(counts) {
  const calls = new Map();
  for (const [key, count] of Object.entries(counts)) {
    const title = key.slice(key.indexOf(separator) + separator.length);
    calls.set(title, (calls.get(title) ?? 0) + count);
  }
  return calls;
}

function last(title) {
  return title.slice(title.lastIndexOf(separator) + 1);
}

function list(heading, lines) {
  if (lines.length > 0) console.log(`${heading}: ${lines.length}\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}

function sum(calls) {
  return `${calls.size} titles, ${[...calls.values()].reduce((total, count) => total + count, 0)} calls`;
}
