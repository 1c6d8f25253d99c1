/**
 * Imports point down the order of the layers, whatever their form, and none goes round in a circle (ARCHITECTURE.md). Biome holds it:
 * here problems are planted in a small copy of the house, each of which it must find.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home } from '../support/cli.ts';

/** From low to high; rooms beside each other do not know each other. */
const layers = [
  ['model'],
  ['platform'],
  ['pdf'],
  ['source'],
  ['select'],
  ['transform'],
  ['template'],
  ['render'],
  ['finish'],
  ['prove'],
  ['publish'],
  ['pipeline.ts'],
  ['build'],
  ['preview', 'release', 'service', 'init'],
  ['cli'],
  ['index.ts', 'cli.ts'],
];
const isFile = (room: string) => room.endsWith('.ts');
const rooms = layers.flat().filter((room) => !isFile(room));
const levelOf = (room: string) => layers.findIndex((layer) => layer.includes(room));

/** Every way to import, each on a line of its own, with `M` for the module. */
const forms = [
  "import { a } from 'M';",
  "import 'M';",
  "import type { T } from 'M';",
  "import { type T as U } from 'M';",
  "export { a as b } from 'M';",
  "export * from 'M';",
  "export type { T as V } from 'M';",
  "export const later = () => import('M');",
];
/** What only types is, and what the leak check may say of `finish/` and `template/`. */
const isType = (form: string) => /^(?:import|export) type/.test(form);

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: Location }[];
}
interface Location {
  readonly path: string;
  readonly start: { readonly line: number };
}

let folder: string;
/** Names of the rules that are broken, by file and line. */
let broken: ReadonlyMap<string, readonly string[]>;

const put = (file: string, text: string) => {
  const where = path.join(folder, 'pipeline', file);
  mkdirSync(path.dirname(where), { recursive: true });
  writeFileSync(where, `${text}\n`);
};

/** The file that plants imports of a room or file into another room, so many folders below it. */
const planted = (from: string, to: string, depth: number) => `${from}/${'deep/'.repeat(depth)}to-${to.replace('.ts', '-file')}.ts`;
const depths = [0, 1, 2];

/** A module of a room, seen from so many folders below another one. */
const moduleOf = (room: string, depth: number) => `${'../'.repeat(depth + 1)}${isFile(room) ? room : `${room}/a.ts`}`;

async function biome(cwd: string): Promise<Map<string, string[]>> {
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'pipeline'];
  const run = promisify(execFile)(path.join(home, 'node_modules', '.bin', 'biome'), args, { cwd, maxBuffer: 1 << 28 });
  const { stdout } = await run.catch((problem: { stdout: string }) => problem);
  const found = new Map<string, string[]>();
  for (const { category, location } of (JSON.parse(stdout) as Report).diagnostics) {
    const rule = category.split('/').at(-1) as string;
    if (!['noRestrictedImports', 'noImportCycles', 'plugin'].includes(rule)) continue;
    const where = `${location.path}:${location.start.line}`;
    found.set(where, [...(found.get(where) ?? []), rule]);
  }
  return found;
}

const rulesAt = (file: string, line = 1) => broken.get(`pipeline/${file}:${line}`) ?? [];
/** What is said of one form of import from one room to another, however deep it stands. */
const rulesOf = (from: string, to: string, form: string) =>
  depths.map((depth) => rulesAt(planted(from, to, depth), forms.indexOf(form) + 1));

const pairs = rooms.flatMap((from) => layers.flat().flatMap((to) => (from === to ? [] : [{ from, to }])));

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'layers-'));
  cpSync(path.join(home, 'biome.json'), path.join(folder, 'biome.json'));
  cpSync(path.join(home, 'test/house'), path.join(folder, 'test/house'), { recursive: true });
  writeFileSync(path.join(folder, '.gitignore'), 'node_modules\n');
  for (const room of layers.flat()) put(isFile(room) ? room : `${room}/a.ts`, 'export const a = 1;\nexport type T = number;');
  for (const { from, to } of pairs) {
    for (const depth of depths) put(planted(from, to, depth), forms.join('\n').replaceAll("'M'", `'${moduleOf(to, depth)}'`));
  }
  put('pipeline.ts', "export { a } from './build/a.ts';");
  put('source/type-of.ts', "export type T = import('./a.ts').T;");
  put('source/module-type.ts', "export type M = typeof import('./a.ts');");
  put('source/template-literal.ts', 'export const later = () => import(`../render/a.ts`);');
  put('source/computed.ts', 'export const later = (name: string) => import(name);');
  for (const [name, one, other] of circles) {
    put(`select/${name}.ts`, one);
    put(`select/${name}-back.ts`, other);
  }
  broken = await biome(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const circles = [
  [
    'values',
    "import { b } from './values-back.ts';\nexport const a = () => b;",
    "import { a } from './values.ts';\nexport const b = () => a;",
  ],
  [
    'types',
    "import type { B } from './types-back.ts';\nexport type A = B[];",
    "import type { A } from './types.ts';\nexport type B = A[];",
  ],
  [
    'exports',
    "export { b } from './exports-back.ts';\nexport const a = 1;",
    "import { a } from './exports.ts';\nexport const b = () => a;",
  ],
  ['type-exports', "export type { B } from './type-exports-back.ts';", "import type { B } from './type-exports.ts';\nexport type C = B;"],
  ['later', "export const a = () => import('./later-back.ts');", "import { a } from './later.ts';\nexport const b = () => a;"],
] as const;

test.each(forms)('no room imports one above it or beside it: %s', (form) => {
  const missed = pairs
    .filter(({ from, to }) => levelOf(to) >= levelOf(from))
    .filter(({ from, to }) => !rulesOf(from, to, form).every((rules) => rules.includes('noRestrictedImports')));
  expect(missed).toEqual([]);
});

test.each(forms)('a room imports those below it: %s', (form) => {
  const refused = pairs
    .filter(({ from, to }) => levelOf(to) < levelOf(from) && from !== 'prove')
    .filter(({ from, to }) => rulesOf(from, to, form).some((rules) => rules.length > 0));
  expect(refused).toEqual([]);
});

test.each(forms)('the leak check imports nothing from what it checks, but types of what makes the files: %s', (form) => {
  const below = rooms.filter((room) => levelOf(room) < levelOf('prove'));
  const refused = isType(form) ? ['transform', 'render'] : ['transform', 'template', 'render', 'finish'];
  expect(below.filter((to) => rulesOf('prove', to, form).every((rules) => rules.length > 0))).toEqual(refused);
  expect(below.filter((to) => rulesOf('prove', to, form).some((rules) => rules.length > 0))).toEqual(refused);
});

test('pipeline.ts imports nothing above it', () => {
  expect(rulesAt('pipeline.ts')).toContain('noRestrictedImports');
});

test.each(['type-of', 'module-type', 'template-literal', 'computed'])('an import that no rule sees is refused: %s', (name) => {
  expect(rulesAt(`source/${name}.ts`)).toContain('plugin');
});

test.each(circles)('a circle of %s is found', (name) => {
  expect([...rulesAt(`select/${name}.ts`), ...rulesAt(`select/${name}-back.ts`)]).toContain('noImportCycles');
});

test('the house keeps the rules', async () => {
  expect(await biome(home)).toEqual(new Map());
});

test('the folders of pipeline/ are the rooms, and no folder in one has the name of a room', () => {
  const pipeline = path.join(home, 'pipeline');
  const entries = readdirSync(pipeline, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const isTop = (entry: (typeof entries)[number]) => entry.parentPath === pipeline;
  expect(entries.filter(isTop).filter(({ name }) => !rooms.includes(name))).toEqual([]);
  expect(entries.filter((entry) => !isTop(entry) && rooms.includes(entry.name))).toEqual([]);
  const loose = readdirSync(pipeline, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(loose.map(({ name }) => name).sort()).toEqual(['ARCHITECTURE.md', 'cli.ts', 'index.ts', 'pipeline.ts']);
});
