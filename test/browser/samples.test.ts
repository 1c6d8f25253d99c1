/**
 * Builds every pack in test/samples/ and compares all that came of it. Where no artifact is expected, problems are the point: the
 * pack is only checked, which finds them and prints nothing.
 */
import path from 'node:path';
import { describe } from 'vitest';
import { build } from '../support/build.ts';
import { home, lines } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { holds, noteCalls, noteNumbers, openPdf, type Pdf, prints } from '../support/pdf.ts';
import { type ExpectedArtifact, expectedOf, sampleNames, samplesFolder } from '../support/samples.ts';

describe.concurrent('samples', () => {
  test.for(sampleNames)('%s', async (name, { folder, expect }) => {
    const expected = expectedOf(name);
    const isSound = Object.keys(expected.artifacts).length > 0;
    /** What a check finds sound: a build would make it. */
    const sound: string[] = [];
    const { code, result, told } = await build(
      name,
      folder,
      {
        mode: isSound ? 'build' : 'check',
        ...expected.options,
        onProgress: ({ path: artifact, state }) => void (state === 'checked' && sound.push(artifact)),
      },
      { cwd: samplesFolder },
    );
    const shorten = (file: string) => (file.startsWith(`${name}/`) ? file.slice(name.length + 1) : file.replace(`${home}/`, ''));
    expect(lines(result, shorten), told).toEqual(expected.diagnostics);
    expect(code, told).toBe(expected.exit);
    const keys = result.artifacts.map(({ audience, lang, kind }) => (lang === 'en' ? [audience, kind] : [audience, lang, kind]).join('/'));
    expect([...keys, ...sound].sort()).toEqual(Object.keys(expected.artifacts).sort());
    for (const [index, key] of keys.entries()) {
      const pdf = await openPdf(path.join(folder, 'out', result.artifacts[index]?.path ?? ''));
      expect({ [key]: await seen(pdf, expected.artifacts[key] as ExpectedArtifact) }).toEqual({
        [key]: wanted(expected.artifacts[key] as ExpectedArtifact),
      });
      expect(result.artifacts[index]?.pages).toBe(pdf.pages.length);
      await pdf.close();
    }
  });
});

/** What was found, in the form of what is expected, so that a difference shows itself. */
async function seen(pdf: Pdf, { texts = [], absent = [], unprinted = [], without = [], ...expected }: ExpectedArtifact) {
  const place = (text: string | { page: number; text: string }) => (typeof text === 'string' ? { text, page: undefined } : text);
  const fonts = expected.fonts && (await pdf.fonts());
  const alt =
    expected.alt && (await Promise.all(pdf.pages.map((_, index) => pdf.structure(index + 1)))).flat().flatMap((tag) => tag.alt ?? []);
  return {
    pages: pdf.pages.length,
    notPrinted: texts.filter((one) => !prints(pdf, place(one).text, place(one).page)),
    notWithheld: [
      ...absent.filter((text) => holds(pdf, text)),
      ...unprinted.filter((text) => prints(pdf, text)),
      ...without.filter(({ page, text }) => prints(pdf, text, page)),
    ],
    ...(expected.links && { links: [...new Set(pdf.links.flatMap(({ url }) => url ?? []))] }),
    ...(expected.outline && { outline: pdf.outline }),
    ...(fonts && {
      fonts: expected.fonts?.filter((family) => fonts.some(({ name }) => name.startsWith(family.replaceAll(' ', '')))),
      notEmbedded: fonts.filter(({ isEmbedded }) => !isEmbedded),
    }),
    ...(expected.size && { sizes: [...new Set(pdf.sizes.map(String))] }),
    ...(expected.lang && { lang: pdf.lang }),
    ...(expected.notes && { notes: notesAtFoot(pdf) }),
    ...(alt && { alt: expected.alt?.filter((text) => alt.includes(text)) }),
  };
}

/** How many notes have a call and a number on one page that lead to each other. */
function notesAtFoot(pdf: Pdf): number {
  const atFoot = (link: { page: number; target: number | undefined }) => link.page === link.target;
  const back = new Set(noteNumbers(pdf).flatMap((link) => (atFoot(link) ? [`${link.page} ${link.text.trim()}`] : [])));
  const calls = noteCalls(pdf).filter((link) => atFoot(link) && back.has(`${link.page} ${link.text.trim()}`));
  return new Set(calls.map(({ id }) => id)).size;
}

function wanted({ texts: _, absent: __, unprinted: ___, without: ____, size, ...expected }: ExpectedArtifact) {
  return {
    ...expected,
    notPrinted: [],
    notWithheld: [],
    ...(expected.fonts && { notEmbedded: [] }),
    ...(size && { sizes: [String(size)] }),
  };
}
