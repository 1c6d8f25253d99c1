/** One hostile pack ends neither the build nor its neighbours: a diagnostic at its place, and the others are built. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/index.ts';
import { answer, child } from '../support/child.ts';
import { test, write } from '../support/folders.ts';
import { caseOf, casesFolder, copyOf, reported } from '../support/trust.ts';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), 'dossier-hostile-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

/** Builds a hostile pack, then a sound one, and gives what was said of the first. The sound one is built in any case. */
async function besides(pack: string, cwd: string): Promise<{ diagnostics: readonly Diagnostic[]; artifacts: readonly string[] }> {
  const sound = path.join(casesFolder, 'hostile/sound');
  const out = await mkdtemp(path.join(cache, 'out-'));
  const ended = await child(['build', pack, sound, '--reporter', 'json', '--out', out, '--cache-dir', path.join(cache, 'cache')], {
    cwd,
    limit: 40,
  });
  const result = answer(ended);
  const built = (name: string) => result.artifacts.filter((artifact) => artifact.pack === name).map(({ path: file }) => file);
  expect(built('sound'), ended.stderr).toEqual(['sound/desk/en/briefing.pdf', 'sound/press/en/briefing.pdf']);
  expect(ended.code, ended.stderr).toBeLessThan(2);
  return { diagnostics: result.diagnostics, artifacts: built(path.basename(pack)) };
}
const found = (diagnostics: readonly Diagnostic[], code: RegExp, file: RegExp, line?: number) =>
  diagnostics.filter((one) => code.test(one.code) && file.test(one.place.file) && (line === undefined || one.place.line === line));

describe('a diagnostic at the place, and the next pack is built', () => {
  it.each([
    ['a link in a chart', 'chart-link', /^DRAWING_UNSAFE$/, 5],
    ['a fence called "constructor"', 'fence-constructor', /^CODE_LANGUAGE$/, 5],
    ['a fence called "__proto__"', 'fence-proto', /^CODE_LANGUAGE$/, 5],
    ['a directive called "constructor"', 'directive-constructor', /^DIRECTIVE_UNKNOWN$/, 5],
    ['an inline directive called "constructor"', 'inline-constructor', /^DIRECTIVE_UNKNOWN$/, 5],
  ] as const)('%s', async (_, name, code, line) => {
    const { diagnostics } = await besides(path.join('hostile', name), casesFolder);
    expect(found(diagnostics, code, /01-harbour\.md$/, line).length, reported({ diagnostics })).toBe(1);
  });

  it('a template that sends the page elsewhere', async () => {
    const { diagnostics, artifacts } = await besides('hostile/template-refresh', casesFolder);
    const errors = found(diagnostics, /^(REQUEST_BLOCKED|SCRIPT_IGNORED|TEMPLATE_ACTING)$/, /templates\/partials\/cover\.hbs$/).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.length, reported({ diagnostics })).toBe(1);
    expect(artifacts).toEqual([]);
  });

  it('a property called "constructor" is refused, or works', async () => {
    const { diagnostics, artifacts } = await besides('hostile/property-constructor', casesFolder);
    if (artifacts.length === 0)
      expect(found(diagnostics, /^PROPERTY_RESERVED$/, /pack\.yaml$/, 4).length, reported({ diagnostics })).toBe(1);
  });
});

describe('names that every object has are no names of a pack', () => {
  it('a source', async () => {
    const outcome = await caseOf('hostile/source-constructor');
    expect(found(outcome.diagnostics, /^SOURCE_UNKNOWN$/, /^01-harbour\.md$/, 5).length, reported(outcome)).toBeGreaterThan(0);
  });
  it.each(['variable-constructor', 'variable-proto'])('a variable: %s', async (name) => {
    const outcome = await caseOf(`hostile/${name}`);
    expect(found(outcome.diagnostics, /^VARIABLE_UNKNOWN$/, /^01-harbour\.md$/, 5).length, reported(outcome)).toBeGreaterThan(0);
  });
});

describe('what is nested too deeply is reported with file and line, and the next pack is built; only a drawing has a stand-in', () => {
  const nested: Record<string, { files: Record<string, string>; code: RegExp; file: RegExp; isPrinted?: boolean }> = {
    '3,000 quotations': {
      files: { '01-harbour.md': `# Harbour\n\n${'> '.repeat(3000)}deep\n` },
      code: /^NESTING_LIMIT$/,
      file: /01-harbour\.md$/,
    },
    '1,500 lists in one line': {
      files: { '01-harbour.md': `# Harbour\n\n${'- '.repeat(1500)}deep\n` },
      code: /^NESTING_LIMIT$/,
      file: /01-harbour\.md$/,
    },
    'a drawing of 20,000 groups': {
      files: {
        '01-harbour.md': '# Harbour\n\n![Boats](boats.svg "Boats")\n',
        'boats.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${'<g>'.repeat(20_000)}<rect width="9" height="9"/>${'</g>'.repeat(20_000)}</svg>`,
      },
      code: /^DRAWING_LIMIT$/,
      file: /01-harbour\.md$/,
      isPrinted: true,
    },
    '3,000 emphases': {
      files: { '01-harbour.md': `# Harbour\n\n${'*a **b '.repeat(3000)}deep${'** a*'.repeat(3000)}\n` },
      code: /^NESTING_LIMIT$/,
      file: /01-harbour\.md$/,
    },
  };
  test.for(Object.entries(nested))('%s', async ([, { files, code, file, isPrinted = false }], { folder }) => {
    const pack = await copyOf('hostile/sound', path.join(folder, 'deep'));
    await write(pack, files);
    const { diagnostics, artifacts } = await besides('deep', folder);
    const severity = isPrinted ? 'warning' : 'error';
    const told = found(diagnostics, code, file).filter((one) => one.severity === severity && one.place.line !== undefined);
    expect(told.length, reported({ diagnostics })).toBe(1);
    expect(artifacts.length > 0).toBe(isPrinted);
  });
});
