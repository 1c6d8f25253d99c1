/** Reads YAML and checks it against a schema, so that every problem has its line and column. */
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { contained } from '../../model/contained.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';

/** A YAML text with the places of its values. */
export interface YamlText {
  readonly value: unknown;
  readonly problems: readonly Diagnostic[];
  /** As it is written, and where. */
  readonly written: { readonly text: string; readonly file: string; readonly firstLine: number };
  /** The place of the value (or, with `key`, of the key) at a path; of the nearest parent if there is none. */
  at(path: readonly PropertyKey[], key?: boolean): Place;
}

/**
 * Parses YAML 1.2.
 * @param firstLine line of the file on which the text begins, for front matter
 */
export function readYaml(text: string, file: string, firstLine = 1): YamlText {
  const lines = new LineCounter();
  const written = { text, file, firstLine };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch (cause) {
    // The reader calls itself for each level.
    const place = { file, line: deepestLine(text) + firstLine - 1, column: 1 };
    return { value: undefined, problems: [contained(cause, 'reading YAML', place)], written, at: () => place };
  }
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + firstLine - 1, column: col };
  };
  const problems = [...document.errors, ...document.warnings].map((problem) =>
    diagnostic('YAML_SYNTAX', { why: problem.message }, place(problem.pos[0])),
  );
  let value: unknown;
  if (document.errors.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (cause) {
      const isDeep = cause instanceof RangeError && /call stack/i.test(cause.message);
      problems.push(isDeep ? contained(cause, '', place(0)) : diagnostic('YAML_SYNTAX', { why: (cause as Error).message }, place(0)));
    }
  }
  if (isTooDeep(value)) {
    problems.push(diagnostic('NESTING_LIMIT', { limit: nestingLimit }, { file, line: deepestLine(text) + firstLine - 1, column: 1 }));
    value = undefined;
  }
  return { value, problems, written, at: (path, key = false) => place(offsetOf(document, path, key)) };
}

/** Levels of lists and mappings in one another. No document needs a tenth of them. */
const nestingLimit = 100;

/** The line on which a text has the most brackets open, or the one that is indented most. */
function deepestLine(text: string): number {
  let depth = 0;
  let most = { at: 1, depth: 0 };
  for (const [index, line] of text.split('\n').entries()) {
    let peak = line.search(/[^\s-]|$/);
    for (const [mark] of line.matchAll(/[[{\]}]/g)) {
      depth += mark === '[' || mark === '{' ? 1 : -1;
      peak = Math.max(peak, depth);
    }
    if (peak > most.depth) most = { at: index + 1, depth: peak };
  }
  return most.at;
}

/** Whether a value has more levels than that. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > nestingLimit) return true;
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
  }
  return false;
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], key: boolean): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [index, step] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      if (key && index === path.length - 1) return (isNode(pair.key) && pair.key.range?.[0]) || offset;
      next = pair.value;
      if (!isNode(next) && isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    } else if (typeof step === 'number' && node !== null && typeof node === 'object' && 'items' in node) {
      next = (node.items as unknown[])[step];
    } else break;
    node = next;
    if (isNode(node) && node.range) offset = node.range[0];
  }
  return offset;
}

/** Checks a value against a schema; every issue becomes a diagnostic at its own place. */
export function checkYaml<S extends z.ZodType>(
  yaml: YamlText,
  schema: S,
): { value: z.output<S> | undefined; problems: readonly Diagnostic[] } {
  if (yaml.problems.some((problem) => problem.severity === 'error')) return { value: undefined, problems: yaml.problems };
  const result = schema.safeParse(yaml.value ?? {});
  if (result.success) return { value: result.data, problems: yaml.problems };
  const issues = result.error.issues.flatMap((issue) => flatten(issue));
  return { value: undefined, problems: [...yaml.problems, ...issues.flatMap((issue) => problemsOf(issue, yaml, schema))] };
}

type Issue = z.core.$ZodIssue;

/** Of a union, the issues of the branch that came furthest are the ones a person can use. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) => branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue));
  const deep = branches.find((branch) =>
    branch.some((inner) => inner.path.length > issue.path.length || inner.code === 'unrecognized_keys'),
  );
  if (deep) return deep.flatMap(flatten);
  const values = branches.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
  if (values.length > 0) return [{ code: 'invalid_value', path: issue.path, values, message: '' } as Issue];
  return branches.flat().slice(0, 1);
}

function problemsOf(issue: Issue, yaml: YamlText, schema: z.ZodType): Diagnostic[] {
  const name = issue.path.map(String).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => diagnostic('CONFIG_UNKNOWN_KEY', unknownName(key, known), yaml.at([...issue.path, key], true)));
  }
  const here = yaml.at(issue.path);
  if (issue.code === 'invalid_type') {
    const there = valueAt(yaml.value, issue.path);
    if (there === undefined) return [diagnostic('CONFIG_MISSING', { name }, here)];
    return [diagnostic('CONFIG_TYPE', { name, expected: typeName(issue.expected), found: typeName(typeOf(there)) }, here)];
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
    return [diagnostic('CONFIG_VALUE', { name, why: `expected ${issue.values.length > 1 ? 'one of ' : ''}${values}` }, here)];
  }
  if (issue.code === 'invalid_key') {
    return [diagnostic('CONFIG_VALUE', { name, why: reasonOf(issue.issues[0] ?? issue) }, yaml.at(issue.path, true))];
  }
  return [diagnostic('CONFIG_VALUE', { name, why: reasonOf(issue) }, here)];
}

const reasonOf = (issue: Issue): string =>
  issue.code === 'invalid_format' ? `expected ${issue.message.startsWith('Invalid') ? issue.format : issue.message}` : issue.message;

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Types as authors of YAML know them. */
const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
  null: 'no value',
};
const typeName = (type: string): string => typeNames[type] ?? type;

/** What a value has at a path. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner === null || typeof inner !== 'object' ? undefined : (inner as Record<PropertyKey, unknown>)[step]),
    value ?? {},
  );
}

/** The keys that the schema knows at a path, for the remedy. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let definition = schema as unknown as SchemaNode | undefined;
  for (const step of path) {
    definition = unwrap(definition);
    if (definition?.shape) definition = definition.shape[String(step)];
    else definition = definition?.def.valueType ?? definition?.def.element;
  }
  definition = unwrap(definition);
  return Object.keys(definition?.shape ?? {});
}

interface SchemaNode {
  readonly shape?: Record<string, SchemaNode>;
  /** `in`: what a value is before it is transformed. */
  readonly def: {
    type: string;
    innerType?: SchemaNode;
    in?: SchemaNode;
    valueType?: SchemaNode;
    element?: SchemaNode;
    options?: SchemaNode[];
  };
}

function unwrap(node: SchemaNode | undefined): SchemaNode | undefined {
  let inner = node;
  while (inner && !inner.shape) {
    const next: SchemaNode | undefined = inner.def.innerType ?? inner.def.in ?? inner.def.options?.find((option) => unwrap(option)?.shape);
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}
