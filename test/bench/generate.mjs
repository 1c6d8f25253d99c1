/** Writes packs of a given length, always the same text for the same numbers: prose, lists, tables and links, as reports have them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const subjects = [
  'The council',
  'Each ministry',
  'The working group',
  'A joint team',
  'The research fund',
  'Every member',
  'The secretariat',
  'An operator',
];
const verbs = ['reviews', 'publishes', 'prepares', 'compares', 'supports', 'measures', 'coordinates', 'tests'];
const objects = [
  'the common standards',
  'a yearly plan',
  'the results of the pilot',
  'shared data spaces',
  'new network designs',
  'the rules of procedure',
];
const ends = [
  'before the summer',
  'with partners abroad',
  'in two languages',
  'for the next meeting',
  'under the same terms',
  'at its own cost',
];

/** A small generator of numbers that repeats itself (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * One pack of about `pages` printed pages, in chapters of about ten.
 * @param {{ notes?: number, references?: number, isOne?: boolean }} more notes at the feet of pages, references to figures, sections
 * and pages, and whether all chapters are one
 */
export async function generatePack(folder, pages, { notes = 0, references = 0, isOne = false } = {}) {
  await mkdir(folder, { recursive: true });
  const next = random(pages);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const sentence = () => `${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(ends)}.`;
  const paragraph = () => {
    const text = Array.from({ length: 5 }, sentence);
    return text.join(' ').replace('the common standards', '**the common standards**').replace('a yearly plan', '*a yearly plan*');
  };
  const chapters = Math.max(1, Math.round(pages / 7.4));
  const sections = chapters * 10;
  // Spread evenly: so many before the end of each section.
  const share = (total, section) => Math.floor((total * section) / sections) - Math.floor((total * (section - 1)) / sections);
  const all = [];
  let at = 0;
  for (let chapter = 1; chapter <= chapters; chapter += 1) {
    const title = `Chapter ${chapter}: ${pick(objects)} ${pick(ends)}`;
    const lines = [`${isOne && chapter > 1 ? '##' : '#'} ${title}`, ''];
    for (let section = 1; section <= 10; section += 1) {
      at += 1;
      const calls = Array.from({ length: share(notes, at) }, (_, index) => `n${isOne ? `${chapter}-` : ''}${section}-${index + 1}`);
      const defined = [];
      const called = (text) => {
        const name = calls.shift();
        if (name === undefined) return text;
        defined.push(name);
        return text.replace(/\.(?= |$)/, `.[^${name}]`);
      };
      const marked = references > 0 ? ` {#sec:s${chapter}-${section}}` : '';
      lines.push(`## Section ${chapter}.${section}: ${pick(objects)}${marked}`, '');
      lines.push(called(paragraph()), '', paragraph(), '');
      if (section % 3 === 1) lines.push(...Array.from({ length: 4 }, () => `- ${section % 2 ? called(sentence()) : sentence()}`), '');
      if (section % 4 === 2) {
        lines.push('| Body | Task | Year |', '| --- | --- | --- |');
        const rows = Array.from({ length: 5 }, (_, row) => `| ${pick(subjects)} | ${pick(objects)} | ${2020 + row} |`);
        lines.push(...rows, '');
      }
      for (let index = 0; index < share(references, at); index += 1) {
        const target = `s${1 + Math.floor(next() * chapters)}-${1 + Math.floor(next() * 10)}`;
        lines.push(
          index % 2 === 0 ? `As [@sec:${target}] says, ${sentence()}` : `See [@page:sec:${target}] for the rest: ${sentence()}`,
          '',
        );
      }
      lines.push(
        paragraph(),
        '',
        `See [chapter ${Math.max(1, chapter - 1)}](${name(isOne ? 1 : Math.max(1, chapter - 1))}) and [an address](https://example.org/${chapter}/${section}).`,
        '',
      );
      lines.push(paragraph(), '');
      while (calls.length > 0) lines.push(called(sentence()), '');
      for (const name of defined) {
        const words = Array.from({ length: name.endsWith('-1') && section % 5 === 0 ? 4 : 1 }, sentence);
        lines.push(`[^${name}]: Note ${chapter}.${section} to ${name}: ${words.join(' ')}`, '');
      }
    }
    all.push(...lines);
    if (!isOne) await writeFile(path.join(folder, name(chapter)), lines.join('\n'));
  }
  if (isOne) await writeFile(path.join(folder, name(1)), all.join('\n'));
  await writeFile(
    path.join(folder, 'pack.yaml'),
    `title: A report of ${pages} pages\ndate: 2026-01-01\nkinds: [briefing]\nissuer: The bench\n${references > 0 ? 'numbering: { sections: 1 }\n' : ''}`,
  );
}

const name = (chapter) => `${String(chapter).padStart(3, '0')}-chapter.md`;

/**
 * A pack with a deck alone, as Marp writes it.
 * @param {number} slides how many
 */
export async function generateDeck(folder, slides) {
  await mkdir(folder, { recursive: true });
  const next = random(slides);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const sentence = () => `${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(ends)}.`;
  const pages = Array.from({ length: slides }, (_, index) => {
    const points = Array.from({ length: 3 }, () => `- ${sentence()}`);
    return [`# ${index + 1}: ${pick(subjects)} ${pick(verbs)} ${pick(objects)}`, '', ...points].join('\n');
  });
  await writeFile(path.join(folder, 'slides.md'), `${pages.join('\n\n---\n\n')}\n`);
  await writeFile(
    path.join(folder, 'pack.yaml'),
    `title: A deck of ${slides} slides\ndate: 2026-01-01\nkinds: [slides]\nissuer: The bench\n`,
  );
}

/** The texts of a pack's chapters in order. */
export async function chaptersOf(folder) {
  const names = (await readdir(folder)).filter((file) => /^\d+-chapter\.md$/.test(file)).sort();
  return Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
}

/** The first and the last paragraph of prose. */
export function outermost(chapters) {
  const isProse = (block) => /^[A-Z]/.test(block) && !block.includes('](') && !block.includes('[^');
  const plain = (block) => block.replace(/\*/g, '');
  const first = chapters[0].split(/\n\n+/).find(isProse);
  const last = chapters.at(-1).trim().split(/\n\n+/).findLast(isProse);
  return [plain(first).slice(0, 80), plain(last).slice(-80)];
}
