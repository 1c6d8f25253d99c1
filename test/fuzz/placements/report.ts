/** What failed, for whoever mends it: a table of kinds, and small packs. */
import type { Pack } from './grammar.ts';
import type { Verdict } from './judge.ts';
import { kindOf, type Placement, packOf } from './sample.ts';
import type { Shrinker } from './shrink.ts';

export interface Failure {
  readonly placement: Placement;
  readonly verdict: Verdict;
}

/** The files of a pack that say something: not those that every placement has. */
export function packText({ files, links }: Pack): string {
  const said = Object.entries(files).filter(([name]) => name !== 'f.svg' && name !== '00-open.md');
  const linked = Object.entries(links).map(([name, target]) => `--- ${name} -> ${target}`);
  return [...said.map(([name, text]) => `--- ${name}\n${visible(text)}`), ...linked].join('\n');
}

/** Characters that nobody sees are written out. */
const visible = (text: string | Uint8Array) =>
  (typeof text === 'string' ? text : `${text.length} bytes`).trimEnd().replace(/[\u200b\u00a0\ufeff\r\t]/g, (one) => `\\u${(one.codePointAt(0) as number).toString(16).padStart(4, '0')}`);

export function reproduction({ placement, verdict }: Failure): string {
  const { construct, rule } = kindOf(placement);
  const result = [verdict.outcome, verdict.errors.join(' '), verdict.why].filter((part) => part !== '').join(', ');
  return `${construct} × ${rule}: ${result}\n${packText(packOf(placement))}`;
}

/** The part of a placement that holds the rule, whatever is around. */
const innermost = ({ inWords, block, containers, home, rule }: Placement) =>
  'ruled' in rule ? rule.ruled.name : (inWords ?? block ?? containers[0] ?? home)?.name;

/** A line for each construct and rule that failed, the most frequent first. */
export function table(failures: readonly Failure[], most = 80): string {
  const counts = new Map<string, number>();
  for (const { placement } of failures) {
    const key = `${innermost(placement)} × ${kindOf(placement).rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = [...counts].sort(([, a], [, b]) => b - a);
  const more = lines.length > most ? [`and ${lines.length - most} other kinds`] : [];
  return [...lines.slice(0, most).map(([kind, count]) => `${String(count).padStart(5)}  ${kind}`), ...more].join('\n');
}

/** Every kind of failure, once, with how often it came up and its smallest pack: Markdown. */
export async function kindsReport(failures: readonly Failure[], judged: number, shrinker: Shrinker): Promise<string> {
  const kinds = new Map<string, { count: number; small: Failure }>();
  for (const { placement, verdict } of failures) {
    const small = await shrinker.shrink(placement, verdict);
    const { construct, rule } = kindOf(small.placement);
    const key = `${construct} × ${rule}`;
    const known = kinds.get(key);
    kinds.set(key, { count: (known?.count ?? 0) + 1, small: known?.small ?? small });
  }
  const sorted = [...kinds].sort(([, a], [, b]) => b.count - a.count);
  const list = sorted.map(([key, { count }]) => `| ${count} | ${key.replaceAll('|', '\\|')} |`);
  const packs = sorted.map(([key, { count, small }]) => `## ${key} (${count})\n\n\`\`\`\`\`\`\n${reproduction(small)}\n\`\`\`\`\`\`\n`);
  return `# ${failures.length} of ${judged} placements failed, ${kinds.size} kinds\n\n| count | kind |\n| ---: | --- |\n${list.join('\n')}\n\n${packs.join('\n')}`;
}
