/** The examples of the guide as packs: those of one section together, with what they take for granted. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { home } from './cli.ts';

export const guideFolder: string = path.join(home, 'content/dossier-guide');

/** What examples use without showing it. */
const shared = {
  'data/budget.csv': 'body,year,amount,share,start\nCouncil,2024,80.5,0.4,2024-01-15\nCouncil,2025,120,0.5,2025-01-15\n',
  'data/traffic.csv': 'year,amount\n2024,100\n2025,200\n',
  'data/timeline.yaml': '- { date: 2022-05-12, title: Launch }\n',
  'figures/lead.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="40" fill="#16437e"/></svg>',
  'references.bib': '@article{doe2020, author = {Doe, Jane}, title = {On Councils}, journal = {Policy}, year = 2020}\n',
} as const;

/** The pack of examples that show none. */
const plainPack = {
  title: 'Example',
  date: '2026-02-03',
  audiences: { executive: {}, press: {} },
  variables: { office: 'the Office', deadline: 'spring' },
};

/** The files of one section's examples. */
export interface Example {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A fence: its first line gives the language, and with `title="…"` the file. Markdown without one is a chapter. */
const fence = /^(`{3,})([\w-]*)(.*)\n([\s\S]*?)^\1$/gm;

function filesOf(section: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [, , language, meta = '', body = ''] of section.matchAll(fence)) {
    const title = /title="([^"]+)"/.exec(meta)?.[1];
    if (title !== undefined) files[title] = body;
    else if (language === 'markdown') {
      const hasTitle = /^# /m.test(body) || body.startsWith('---\n');
      files[`${10 + Object.keys(files).length}-example.md`] = hasTitle ? body : `# Example ${Object.keys(files).length}\n\n${body}`;
    }
  }
  return files;
}

/** The examples of every section of the guide and the README that has some. */
export async function guideExamples(): Promise<Example[]> {
  const chapters = (await readdir(guideFolder)).filter((name) => /^\d\d-(?!reference)/.test(name)).sort();
  const files = [path.join(home, 'README.md'), ...chapters.map((name) => path.join(guideFolder, name))];
  const found = await Promise.all(
    files.map(async (file) => {
      const name = path.basename(file);
      const text = await readFile(file, 'utf8');
      // Headings of examples are inside fences.
      const hidden = text.replace(fence, (block) => block.replace(/^#/gm, '\u0000#'));
      return hidden.split(/^(?=## )/m).map((section) => ({
        name: `${name}: ${/^#+ (.*)/m.exec(section)?.[1] ?? 'beginning'}`,
        files: filesOf(section.replaceAll('\u0000', '')),
      }));
    }),
  );
  return found
    .flat()
    .filter(({ files }) => Object.keys(files).length > 0)
    .map(whole);
}

/** With all that a pack needs. */
function whole({ name, files }: Example): Example {
  const config = files['pack.yaml'];
  const kinds = 'slides.md' in files ? {} : { kinds: ['briefing'] };
  const chapters = Object.keys(files).some((file) => /^\d\d-.*\.md$/.test(file)) || 'slides.md' in files;
  return {
    name,
    files: {
      ...shared,
      ...(chapters ? {} : { '01-example.md': '# Example\n\nText.\n' }),
      ...files,
      'pack.yaml': config === undefined ? stringify({ ...plainPack, ...kinds }) : stringify({ ...plainPack, ...parse(config) }),
    },
  };
}
