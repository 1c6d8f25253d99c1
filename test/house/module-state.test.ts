/** A stage takes a value and a context and gives a value: nothing in its modules remembers anything (ARCHITECTURE.md). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../support/cli.ts';
import { moduleState } from './module-state.ts';

const rooms = ['model', 'pdf', 'source', 'select', 'transform', 'template', 'render', 'finish', 'prove', 'publish'];

test.each([
  ['let reader: Reader | undefined;', '1: let …'],
  ['export let count = 0;', '1: let …'],
  ['const known = new Map<string, string>();', '1: new Map(…)'],
  ['const known = new Set();', '1: new Set(…)'],
  ['const known = new Map([]);', '1: new Map(…)'],
  ['const known = new WeakMap<object, string>();', '1: new WeakMap(…)'],
  ['export const known = { recent: new Recent(1000) };', '1: new Recent(…)'],
  ['const bytes = new Uint8Array(16);', '1: new Uint8Array(…)'],
  ['const seen: string[] = [];', '1: begins empty'],
  ['const seen = {} as Record<string, string>;', '1: begins empty'],
  ['class A {\n  static #reader: Reader | undefined;\n}', '2: static field that is not readonly'],
  ['class A {\n  static readonly known = new Map<string, A>();\n}', '2: new Map(…)'],
  ['if (isFast) {\n  const known = new Map<string, A>();\n}', '2: new Map(…)'],
])('%s is refused', (source, found) => {
  expect(moduleState(source)).toEqual([found]);
});

test.each([
  "const names = new Set(['a', 'b']);",
  'const byName = new Map(all.map((one) => [one.name, one]));',
  'const none: readonly string[] = [];',
  'const word = new RegExp(`a{3}`, "g");',
  'function read() {\n  let count = 0;\n  const known = new Map<string, string>();\n  return () => known.size + count++;\n}',
  'const read = () => new Map<string, string>();',
  'class A {\n  readonly #known = new Map<string, string>();\n  static of() {\n    return new A();\n  }\n}',
  'let_();',
])('%s is none', (source) => {
  expect(moduleState(source)).toEqual([]);
});

const pipeline = path.join(home, 'pipeline');
const files = [
  ...rooms.flatMap((room) => readdirSync(path.join(pipeline, room), { recursive: true }).map((file) => path.join(room, String(file)))),
  ...['pipeline.ts'].filter((name) => existsSync(path.join(pipeline, name))),
].filter((file) => file.endsWith('.ts'));

test('no module of a stage has state', () => {
  for (const room of rooms) expect(files.some((file) => file.startsWith(room + path.sep))).toBe(true);
  const found = files.flatMap((file) => moduleState(readFileSync(path.join(pipeline, file), 'utf8')).map((what) => `${file}:${what}`));
  expect(found).toEqual([]);
});
