/** Rules that the original states and its translation forgets. */
import type { Ruled } from '../grammar.ts';
import type { Setting } from '../settings.ts';

/** The text with and without its rule. */
type Part = (words: string, braces: string) => string;
const parts: readonly (readonly [name: string, write: Part])[] = [
  ['paragraph', (words, braces) => `${words} ${braces}`],
  ['words', (words, braces) => (braces === '' ? `open ${words}` : `open :for[${words}]${braces}`)],
  ['block', (words, braces) => (braces === '' ? words : `:::for${braces}\n${words}\n:::`)],
  ['section', (words, braces) => `## ${words} ${braces}\n\n${words}`],
  ['item', (words, braces) => `- open\n- ${words} ${braces}`],
  ['row', (words, braces) => `| A | B |\n| - | - |\n| ${words} ${braces} | b |\n| a | b |`],
  ['cell', (words, braces) => `| A | B |\n| - | - |\n| a | ${words} ${braces} |`],
  ['column', (words, braces) => `| A | ${words} ${braces} |\n| - | - |\n| a | b |`],
  ['footnote', (words, braces) => `open[^n] end\n\n[^n]: ${words} ${braces}`],
  ['definition', (words, braces) => `Term\n: ${words} ${braces}`],
  ['callout', (words, braces) => `:::note${braces}\n${words}\n:::`],
  ['code', (words, braces) => `\`\`\`text ${braces.replace(/[{}]/g, '')}\n${words}\n\`\`\``],
];
const chapter = (text: string, title: string) => `# ${title}\n\nOpen words.\n\n${text}\n\nOpen end.\n`;

const forgotten: readonly Ruled[] = parts.map(([name, write]) => ({
  name: `${name} of a translation`,
  style: 'braces',
  write: (secret: string, { braces }: Setting, draft) => {
    draft.option('languages', '[en, ja]');
    draft.file('01-a.md', chapter(write('planned', braces), 'Open chapter'));
    draft.file('ja/01-a.md', chapter(write(secret, ''), '序章'));
    return undefined;
  },
}));

const ofFiles: readonly Ruled[] = [
  {
    name: 'front matter of a translation',
    style: 'yaml',
    write: (secret, { yaml }, draft) => {
      draft.option('languages', '[en, ja]');
      draft.file('00-open.md', '# Open\n\nOpen words.\n');
      draft.file('ja/00-open.md', '# 序章\n\n本文。\n');
      draft.file('01-a.md', yaml === '' ? '# Plan\n\nplanned\n' : `---\n${yaml}\n---\n\n# Plan\n\nplanned\n`);
      draft.file('ja/01-a.md', `# 計画\n\n${secret}\n`);
      return undefined;
    },
  },
  {
    name: 'slide of a translation',
    style: 'yaml',
    write: (secret, { yaml }, draft) => {
      draft.option('languages', '[en, ja]');
      draft.option('kinds', '[slides, handout]');
      const rule = yaml === '' ? '' : `<!-- ${yaml} -->\n\n`;
      draft.file('slides.md', `# Open deck\n\nOpen words\n\n---\n\n${rule}## Plan\n\nplanned\n`);
      draft.file('ja/slides.md', `# 序章\n\n本文\n\n---\n\n## 計画\n\n${secret}\n`);
      return undefined;
    },
  },
  {
    name: 'variable of a translation',
    style: 'yaml',
    words: ['for', 'audience', 'except'],
    write: (secret, { yaml, label }, draft) => {
      draft.option('languages', '[en, ja]');
      draft.option('variables', label === 'none' ? '{ v: planned }' : `{ v: [{ ${yaml}, text: planned }, open] }`);
      draft.file('ja/pack.yaml', `title: 表題\nvariables: { v: ${secret} }\n`);
      draft.file('01-a.md', '# Open\n\nOpen {{v}} words.\n');
      draft.file('ja/01-a.md', '# 序章\n\n本文 {{v}} 。\n');
      return undefined;
    },
  },
];

export const translations: readonly Ruled[] = [...forgotten, ...ofFiles];
