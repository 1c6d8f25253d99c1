/** Markdown without a pack.yaml: a folder of it, and a single deck. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Outcome } from '../support/build.ts';
import { write } from '../support/folders.ts';
import { openPdf, type Pdf } from '../support/pdf.ts';

let folder = '';
let outcome: Outcome;

const files = {
  'book/SUMMARY.md': '# Summary\n\n- [Second](part/second.md)\n- [First](first.markdown)\n',
  'book/first.markdown':
    '# One\n\nText of one,[^a] see [two].\n\n# Two\n\nText of two.[^b]\n\n[^a]: Note of one.\n[^b]: Note of two.\n\n[two]: #two\n',
  'book/part/second.md': '## A chapter of the second level\n\n### Its section\n\nText of the chapter.\n',
  'book/draft.md': 'Nobody lists this.\n',
  'talk.md': '---\nmarp: true\ntitle: The talk\n---\n\n# The talk\n\n---\n\n## A slide\n\n- One\n',
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-loose-'));
  await write(folder, files);
  outcome = await build(['book', 'talk.md'], folder, {}, { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withPdf(name: string, look: (pdf: Pdf) => void): Promise<void> {
  const pdf = await openPdf(path.join(folder, 'out', name));
  look(pdf);
  await pdf.close();
}

describe('Markdown without a pack.yaml', () => {
  it('is built, and what is not printed is named', () => {
    expect(outcome.code, outcome.told).toBe(0);
    expect(outcome.result.artifacts.map((one) => one.path).sort()).toEqual([
      'book/everyone/en/briefing.pdf',
      'talk/everyone/en/handout.pdf',
      'talk/everyone/en/slides.pdf',
    ]);
    expect(outcome.result.diagnostics.map(({ code }) => code)).toEqual(['CHAPTER_ORDER', 'CHAPTERS_LEFT_OUT']);
    expect(outcome.told).toContain('draft.md');
  });

  it('has the order of SUMMARY.md, and a chapter for each heading of the first level', () =>
    withPdf('book/everyone/en/briefing.pdf', ({ outline, pages }) => {
      const chapters = outline
        .filter((title) => /^(?:A chapter|One|Two)/.test(title.replace(/^\d+ /, '')))
        .map((title) => title.replace(/^\d+ /, ''));
      expect(chapters).toEqual(['A chapter of the second level', 'A chapter of the second level', 'One', 'Two']);
      const text = pages.join('\n');
      for (const words of ['Its section', 'Text of two.', 'Note of one.', 'Note of two.']) expect(text).toContain(words);
      expect(text).not.toContain('Nobody lists this');
    }));

  it('prints no date that nobody gave', () =>
    withPdf('talk/everyone/en/slides.pdf', ({ info }) => expect(info).not.toHaveProperty('CreationDate')));
});
