/** Proposed changes (CriticMarkup) in texts of `pack.yaml`: they are accepted, as in front matter, also in drafts for review. */
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { ruleInComment } from '../markdown/comment-rules.ts';
import { countsOf } from '../markdown/foreign/critic/index.ts';
import { criticSign, type Mark, type Scanned, scan } from '../markdown/foreign/critic/scan.ts';
import { resolved } from '../markdown/foreign/critic/write.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { YamlText } from './yaml.ts';

/** Keys of texts that people read. What names files, colours or readers is never changed. */
const textKeys = new Set(
  `title short subtitle issuer subject keywords authors name role organisation licence watermark marking words label publisher contact
  cite text reason location`.split(/\s+/),
);

type Path = readonly (string | number)[];

interface Changed {
  readonly path: Path;
  readonly scanned: Scanned;
}

export interface Accepted {
  /** The text with all changes accepted. */
  readonly yaml: YamlText;
  readonly problems: readonly Diagnostic[];
  /** Comments that look like rules. */
  readonly rules: (names: RuleNames) => Diagnostic[];
}

/** Accepts every change in a file's texts. */
export function acceptChanges(yaml: YamlText): Accepted {
  if (!criticSign.test(yaml.written.text)) return { yaml, problems: [], rules: () => [] };
  const found: Changed[] = [];
  const value = accepted(yaml.value, [], found);
  const marks = found.flatMap(({ scanned }) => scanned.marks);
  const first = found.find(({ scanned }) => scanned.marks.length > 0);
  const unclosed = found.flatMap(({ path, scanned: { text, unclosed: all } }) =>
    all.map((at) => {
      const said = { text: text.slice(at, at + 40).trim(), isComment: text.startsWith('{>>', at) };
      return diagnostic('CHANGE_UNCLOSED', said, yaml.at(path));
    }),
  );
  const counted = first ? [diagnostic('CHANGES', { ...countsOf(marks), isReview: false }, yaml.at(first.path))] : [];
  return {
    yaml: { ...yaml, value },
    problems: [...counted, ...unclosed],
    rules: (names) =>
      found.flatMap(({ path, scanned }) =>
        comments(scanned.marks).flatMap(({ start, end }) => {
          const rule = ruleInComment(scanned.text.slice(start, end).trim(), names);
          return rule ? [diagnostic('CHANGE_COMMENT_RULE', rule, yaml.at(path))] : [];
        }),
      ),
  };
}

function accepted(value: unknown, path: Path, found: Changed[], above: ReadonlySet<unknown> = new Set()): unknown {
  if (typeof value === 'string') return isText(path) && criticSign.test(value) ? acceptedText(value, path, found) : value;
  // An alias may be in what it names.
  if (value === null || typeof value !== 'object' || above.has(value)) return value;
  const around = new Set([...above, value]);
  if (Array.isArray(value)) return value.map((one, index) => accepted(one, [...path, index], found, around));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, accepted(one, [...path, key], found, around)]));
}

function isText(path: Path): boolean {
  const keys = path.filter((step) => typeof step === 'string');
  return textKeys.has(keys.at(-1) as string) || (keys[0] === 'variables' && keys.length === 2);
}

function acceptedText(text: string, path: Path, found: Changed[]): string {
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }));
  const scanned = scan(lines, true);
  found.push({ path, scanned });
  if (scanned.marks.length === 0) return text;
  return resolved(scanned.text, scanned.marks, 0, scanned.text.length, true).replace(/ {2,}/g, ' ').trim();
}

const comments = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => [...(mark.sort === 'comment' ? [mark] : []), ...comments(mark.inner)]);
