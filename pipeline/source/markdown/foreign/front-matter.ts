/**
 * Front matter of a chapter as Jekyll, Hugo, Docusaurus, Quarto, Pandoc and Obsidian have it: what means something here is used, and
 * what else is there has no effect. A key that looks like a rule is left to the schema, which refuses it.
 */
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import { readYaml, type YamlText } from '../../config/yaml.ts';
import type { RuleNames } from '../../rules/lookalike.ts';
import { ruleWordInField } from '../../rules/lookalike-fields.ts';
import { fieldOf, lookOfField, plainLine } from '../../rules/lookalike-lines.ts';

/** Keys whose words may be under the title, the best first. */
const standfirsts = ['standfirst', 'subtitle', 'description', 'abstract', 'summary', 'excerpt'];
/** What the configuration of a pack without `pack.yaml` is made from: see `source/config/implied.ts`. */
const ofWholePack = new Set(['author', 'authors', 'date', 'lang', 'language', 'locale', 'keywords', 'subtitle', 'description', 'abstract']);

/**
 * @param fields that the schema knows
 * @returns the YAML with the schema's fields only, and the places that they really have
 */
export function chapterMatter(yaml: YamlText, fields: readonly string[], names: RuleNames, report: (one: Diagnostic) => void): YamlText {
  const { value } = yaml;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return yaml;
  const entries = Object.entries(value as Record<string, unknown>);
  const own: Record<string, unknown> = {};
  const from: Record<string, string> = {};
  const unused: string[] = [];
  for (const [key, one] of entries) {
    const name = key.toLowerCase();
    if (fields.includes(key)) own[key] = key === 'title' || key === 'short' ? asText(one) : one;
    else if (ruleWordInField(key, one, names) !== undefined) own[key] = one;
    else if (fields.includes(name) && !(name in (value as object)) && textOf(one) !== undefined) {
      own[name] = textOf(one);
      from[name] = key;
    } else unused.push(key);
  }
  const lead = 'standfirst' in own ? undefined : standfirsts.find((name) => textOf((value as Record<string, unknown>)[name]) !== undefined);
  if (lead !== undefined) {
    own['standfirst'] = textOf((value as Record<string, unknown>)[lead]);
    from['standfirst'] = lead;
  }
  const left = unused.filter((key) => key !== lead && !ofWholePack.has(key.toLowerCase()));
  if (left.length > 0) report(diagnostic('MATTER_UNUSED', { names: left }, yaml.at([left[0] as string], true)));
  // An empty title is none.
  if (own['title'] === null || own['title'] === '') delete own['title'];
  const at: YamlText['at'] = ([first, ...rest], key) => yaml.at([from[String(first)] ?? (first as PropertyKey), ...rest], key);
  return { ...yaml, value: own, at: (path, key) => (path.length === 0 ? yaml.at(path, key) : at(path, key)) };
}

const asText = (value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value);

/** Plain words on one line, without the marks of Markdown. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

const line = /^([A-Za-z_][\w.-]*[ \t]*:)([ \t]+)(\S.*?)[ \t]*$/;
const isBlock = (value: string) => /^[|>][-+\d]*\s*(?:#.*)?$/.test(value);

/**
 * Reads front matter, and, if YAML cannot, once more with values in quotes that other programs allow without: `title: A: B`.
 * Lines that state a rule, or look like it, stay as they are.
 */
export function readMatterYaml(text: string, file: string, firstLine: number, names: RuleNames): { yaml: YamlText; text: string } {
  const yaml = readYaml(text, file, firstLine);
  if (yaml.problems.length === 0) return { yaml, text };
  const lines = text.split(/\r\n|\n|\r/);
  const quoted = lines
    .map((written, index) => {
      const [, head = '', space = '', value = ''] = line.exec(written) ?? [];
      const field = fieldOf(plainLine(written));
      const isRule = field !== undefined && lookOfField(field, names) !== undefined;
      if (head === '' || isRule || isBlock(value) || /^["'[{]/.test(value) || /^[ \t]+\S/.test(lines[index + 1] ?? '')) return written;
      return `${head}${space}${JSON.stringify(value)}`;
    })
    .join('\n');
  const again = readYaml(quoted, file, firstLine);
  return again.problems.length === 0 ? { yaml: again, text: quoted } : { yaml, text };
}
