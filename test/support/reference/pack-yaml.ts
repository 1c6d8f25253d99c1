/** The keys of `pack.yaml`, from its schema. */
import { packJsonSchema } from '../../../pipeline/init/json-schema.ts';
import { code, page, plain, table } from './text.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

const variants = (schema: Schema): readonly Schema[] => schema.anyOf ?? [schema];

/** What a value may be, in words. */
function typeOf(schema: Schema): string {
  const words = variants(schema).map((one) => {
    if (one.enum) return one.enum.map((value) => `\`${value}\``).join(', ');
    if (one.const !== undefined) return `\`${String(one.const)}\``;
    if (one.items) return `list of ${typeOf(one.items)}`;
    if (one.properties) return 'object';
    if (typeof one.additionalProperties === 'object') return 'object by name';
    return one.type === 'string' ? 'text' : one.type === 'boolean' ? '`true`, `false`' : (one.type ?? 'any value');
  });
  return [...new Set(words)].join(' or ');
}

/** A default as YAML, where there is one. */
function defaultOf(value: unknown): string {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (value === undefined || isEmpty) return '';
  return `Default: ${code(Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'object' ? JSON.stringify(value) : String(value))}.`;
}

/** Keys of values in a value: `authors[].name`, `properties.<name>.levels`. */
function inner(schema: Schema, path: string): [string, Schema][] {
  return variants(schema).flatMap((one) => {
    if (one.items) return inner(one.items, `${path}[]`);
    const named = typeof one.additionalProperties === 'object' ? inner(one.additionalProperties, `${path}.<name>`) : [];
    const own = Object.entries(one.properties ?? {}).flatMap(([key, value]): [string, Schema][] => [
      [`${path}.${key}`, value],
      ...inner(value, `${path}.${key}`),
    ]);
    return [...own, ...named];
  });
}

/** Rules about readers may be in every object: they are described once. */
const isRule = (path: string) => /\.(for|except|audience)$/.test(path);

export function packYamlPage(): string {
  const schema = packJsonSchema() as Schema;
  const all = Object.entries(schema.properties ?? {});
  const row = ([key, value]: [string, Schema]) => [
    code(key),
    typeOf(value) + (schema.required?.includes(key) ? '; required' : ''),
    [plain(value.description ?? ''), defaultOf(value.default)].filter(Boolean).join(' '),
  ];
  const inAudiences = inner(schema.properties?.['audiences'] ?? {}, 'audiences').map(([key]) => key.split('.')[2] ?? '');
  const keys = table(['key', 'value', 'meaning'], all.map(row));
  const details = all
    .filter(([key]) => key !== 'audiences')
    .flatMap(([key, value]) => inner(value, key))
    .filter(([key]) => !isRule(key) && key.split('<name>').length < 3);
  const seen = new Map(details.map((one) => [one[0], one]));
  const more = table(['key', 'value', 'meaning'], [...seen.values()].map(row));
  return page(
    ['# Reference: pack.yaml'],
    [
      '\nUnknown keys, wrong types and missing values are errors at their line. `dossier schema` prints the same as JSON Schema, for completion in editors.\n',
      '\n## Keys\n',
      keys,
      '\n## Keys inside values\n',
      '\n`[]` is an item of a list, `<name>` a name that you choose. Items with words for readers also take `for`, `audience` and `except`.\n',
      more,
      '\n## Keys of an audience\n',
      `\nAn audience sets for itself: ${[...new Set(inAudiences)].map((key) => `\`${key}\``).join(', ')}. Everything else belongs to the pack.\n`,
    ].join(''),
  );
}
