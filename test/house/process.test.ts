/** The process (argv, environment, exit, output, pid, platform) is read in cli/ and platform/ alone: a stage gets what it needs as values. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';

const pipeline = path.resolve(import.meta.dirname, '../../pipeline');
const isAllowed = (file: string) => file === 'cli.ts' || /^(cli|platform)\//.test(file);
const files = readdirSync(pipeline, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';
const isNamed = (value: unknown, ...names: string[]) =>
  isNode(value) && value.type === 'Identifier' && names.includes(String(value['name']));
const isString = (value: unknown, ...texts: string[]) =>
  isNode(value) && value.type === 'Literal' && texts.includes(String(value['value']));

/** Whether a node by itself is the process, or the module that gives it. */
function isProcess(node: Node): boolean {
  // Every import, export and import() has its module here; a require has the name with its prefix.
  if (isString(node['source'], 'process', 'node:process') || isString(node, 'node:process')) return true;
  if (node.type === 'MemberExpression' && isNamed(node['object'], 'globalThis', 'global'))
    return isNamed(node['property'], 'process') || isString(node['property'], 'process');
  return isNamed(node, 'process');
}

/** The parts of a node, without names that belong to something else: `browser.process()`, `{ process: 1 }`. */
function partsOf(node: Node): Node[] {
  const names =
    node['computed'] === true
      ? []
      : ['property', 'key', 'label', 'right'].filter((field) => field !== 'right' || node.type === 'TSQualifiedName');
  return Object.entries(node).flatMap(([field, value]) => (names.includes(field) ? [] : [value].flat().filter(isNode)));
}

/** Lines of a source where it uses the process. */
function uses(source: string): number[] {
  const { program, errors } = parseSync('source.ts', source);
  expect(errors).toEqual([]);
  const found = (node: Node): number[] =>
    isProcess(node) ? [source.slice(0, node.start).split('\n').length] : partsOf(node).flatMap((part) => found(part));
  return found(program as unknown as Node);
}

test('only cli and platform use the process', () => {
  expect(files.length).toBeGreaterThan(250);
  const found = files
    .filter((file) => !isAllowed(file))
    .flatMap((file) => uses(readFileSync(path.join(pipeline, file), 'utf8')).map((line) => `pipeline/${file}:${line}`));
  expect(found).toEqual([]);
});

describe('the check', () => {
  test.for([
    'const id = process.pid;',
    'const { env } = process;',
    'const value = { process };',
    'export const all = (env = process.env) => env;',
    'globalThis.process.exit(1);',
    "global['process'].exit(1);",
    "import { env } from 'node:process';",
    "import process from 'process';",
    "export { env } from 'node:process';",
    "const { pid } = await import('node:process');",
    "const { pid } = require('node:process');",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source with a template in it
    'const name = `${file}.${process.pid}`;',
    'class A { pid = process.pid; }',
    'const kind: typeof process.platform = "linux";',
  ])('finds %s', (source) => {
    expect(uses(`const first = 1;\n${source}`)).toEqual([2]);
  });

  test.for([
    'const id = browser.process()?.pid;',
    'const value = { process: 1 };',
    'interface A { readonly process: string }',
    '// process.env',
    "const text = 'process.env';",
  ])('lets %s be', (source) => {
    expect(uses(source)).toEqual([]);
  });

  test('finds what platform and the command line use', () => {
    const users = files.filter((file) => isAllowed(file) && uses(readFileSync(path.join(pipeline, file), 'utf8')).length > 0);
    expect(users).toEqual(expect.arrayContaining(['cli.ts', 'cli/build.ts', 'platform/machine.ts', 'platform/write-atomic.ts']));
  });
});
