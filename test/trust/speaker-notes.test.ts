/** Speaker notes are private in a pack with several audiences; the chapter's own text is not. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { explain } from '../../pipeline/build/explain/explain.ts';
import { select } from '../../pipeline/select/select.ts';
import { openWithheld } from '../../pipeline/select/withheld.ts';
import { parse } from '../../pipeline/source/parse.ts';
import { source } from '../../pipeline/source/source.ts';
import { kindNames } from '../../pipeline/template/kinds/index.ts';
import { testContext } from '../support/context.ts';
import { test, write } from '../support/folders.ts';
import { documentsOf, errorsAt, leaks, reported } from '../support/trust.ts';

const packOf = (audiences: string, more = '') => `title: Harbour review\ndate: 2025-09-08\n${more}audiences: ${audiences}\n`;
const deck = '# Harbour\n\n<!-- Brambleworth in the deck. -->\n\n---\n\n## Boats\n\nBoats follow.\n';
const chapter = [
  '# Plan',
  'Opening.',
  ':::::slide[Quays]\nThree quays.\n\n:::notes\nBrambleworth in a chapter.\n:::\n:::::',
  'Marigold is the text of the chapter.',
].join('\n\n');
const files = { 'slides.md': deck, '01-plan.md': `${chapter}\n` };
const both = '{ desk: {}, press: {} }';
const privateLines = ({ diagnostics }: Awaited<ReturnType<typeof documentsOf>>) =>
  diagnostics.filter(({ code }) => code === 'NOTES_PRIVATE');

describe('who reads speaker notes', () => {
  test('nobody in a pack with several audiences, and one line says so', async ({ folder }) => {
    const outcome = await documentsOf(await write(folder, { ...files, 'pack.yaml': packOf(both, 'languages: [en, fr]\n') }));
    for (const audience of ['desk', 'press']) expect(leaks(outcome, audience), reported(outcome)).toEqual([]);
    const lines = privateLines(outcome);
    expect(lines.map(({ severity }) => severity)).toEqual(['info']);
    expect(lines[0]?.message).toContain('desk (en, fr), press (en, fr)');
    expect(lines[0]?.place).toMatchObject({ file: 'pack.yaml', line: 4 });
  });

  test('an audience that has the option, or inherits it', async ({ folder }) => {
    const audiences =
      '{ staff: { group: true, speakerNotes: true }, desk: { inherits: staff }, chief: { inherits: desk, speakerNotes: false }, press: {} }';
    const outcome = await documentsOf(await write(folder, { ...files, 'pack.yaml': packOf(audiences) }));
    expect(leaks(outcome, 'desk').filter((place) => !place.startsWith('handout'))).toEqual([]);
    expect(leaks(outcome, 'desk').length).toBeGreaterThan(0);
    expect(leaks(outcome, 'desk', 'Brambleworth in a chapter').length).toBeGreaterThan(0);
    for (const audience of ['chief', 'press']) expect(leaks(outcome, audience)).toEqual([]);
    // Who says no has asked for it.
    expect(privateLines(outcome).map(({ message }) => /press \(en\)$/.test(message) && !message.includes('chief'))).toEqual([true]);
  });

  test('the only audience of a pack, unless it says otherwise', async ({ folder }) => {
    const outcome = await documentsOf(
      await write(folder, { ...files, 'pack.yaml': packOf('{ all: { group: true }, desk: { inherits: all } }') }),
    );
    expect(leaks(outcome, 'desk').length).toBeGreaterThan(0);
    expect(outcome.diagnostics, reported(outcome)).toEqual([]);
    const without = await documentsOf(await write(folder, { 'pack.yaml': packOf('{ desk: { speakerNotes: false } }') }));
    expect(leaks(without, 'desk')).toEqual([]);
  });

  test('the text of a chapter is the handout’s text for everybody', async ({ folder }) => {
    const outcome = await documentsOf(await write(folder, { ...files, 'pack.yaml': packOf(both) }));
    const handouts = outcome.documents.filter(({ kind }) => kind === 'handout');
    expect(handouts.map(({ html }) => html.includes('Marigold'))).toEqual([true, true]);
  });

  test('a rule of their own holds beside it', async ({ folder }) => {
    const own = '# Harbour\n\n:::slide[Quays]\nThree quays.\n:::\n';
    const ruled = own.replace(':::slide', '::::slide').replace(/:::\n$/, ':::notes{audience="press"}\nBrambleworth.\n:::\n::::\n');
    const audiences = '{ desk: { speakerNotes: true }, press: {} }';
    const outcome = await documentsOf(await write(folder, { '01-plan.md': ruled, 'pack.yaml': packOf(audiences) }));
    for (const audience of ['desk', 'press']) expect(leaks(outcome, audience), reported(outcome)).toEqual([]);
  });
});

test('the option is not one of the whole pack, nor of a translation', async ({ folder }) => {
  const whole = await documentsOf(await write(folder, { ...files, 'pack.yaml': packOf(both, 'speakerNotes: true\n') }));
  expect(errorsAt(whole, { file: 'pack.yaml', line: 3 }).length, reported(whole)).toBe(1);
  const translated = await documentsOf(
    await write(folder, {
      'pack.yaml': packOf(both, 'languages: [en, fr]\n'),
      'fr/pack.yaml': 'title: Port\naudiences: { press: { speakerNotes: true } }\n',
    }),
  );
  expect(errorsAt(translated, { file: 'fr/pack.yaml', line: 2 }).length, reported(translated)).toBe(1);
});

test('a handout that prints no notes does not miss them', async ({ folder }) => {
  const outcome = await documentsOf(await write(folder, { ...files, 'pack.yaml': packOf(both, 'handout: { notes: lines }\n') }));
  expect(outcome.diagnostics, reported(outcome)).toEqual([]);
});

test('a slide that has only a title keeps it without its notes', async ({ folder }) => {
  const outcome = await documentsOf(
    await write(folder, { 'slides.md': '# Harbour\n\n<!-- Brambleworth -->\n', 'pack.yaml': packOf(both) }),
  );
  expect(outcome.documents.filter(({ kind }) => kind === 'slides').map(({ html }) => html.includes('Harbour'))).toEqual([true, true]);
  expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['NOTES_PRIVATE']);
});

test('misplaced notes are an error even where nobody reads them', async ({ folder }) => {
  const outcome = await documentsOf(
    await write(folder, { '01-plan.md': '# Plan\n\n:::notes\nBrambleworth.\n:::\n', 'pack.yaml': packOf(both) }),
  );
  expect(errorsAt(outcome, { file: '01-plan.md', line: 3, code: /^NOTES_PLACE$/ }).length, reported(outcome)).toBeGreaterThan(0);
});

test('withheld notes are looked for in finished files', async ({ folder }) => {
  await write(folder, { ...files, 'pack.yaml': packOf(both) });
  const { context } = testContext(folder);
  const [pack] = (await source(folder, kindNames, context)) ?? [];
  if (pack === undefined) throw new Error('the pack cannot be read');
  const { withheld } = await select(await parse(pack, context), 'press', context);
  const notes = openWithheld(withheld).filter(({ sort }) => sort === 'note');
  expect(notes.map(({ text, rule }) => `${text} ${rule}`)).toEqual([
    'Brambleworth in a chapter. speakerNotes',
    'Brambleworth in the deck. speakerNotes',
  ]);
});

test('notes are explained as everything else is', async ({ folder }) => {
  await write(folder, { ...files, 'pack.yaml': packOf('{ desk: { speakerNotes: true }, press: {} }') });
  const { context } = testContext(path.dirname(folder));
  const [explained] = await explain(folder, {}, context);
  const rows = explained?.files.flatMap((file) => file.rows).filter(({ what }) => what === 'notes');
  expect(rows?.map(({ words, sight }) => [words, sight])).toEqual([
    ['Brambleworth in a chapter.', { desk: 'reads', press: 'withheld' }],
    ['Brambleworth in the deck.', { desk: 'reads', press: 'withheld' }],
  ]);
  expect(explained?.options.map(({ option }) => option)).toContain('speakerNotes');
});
