/** Settings of a deck are words of the slide that they stand on: what an audience may not read heads none of its slides. */
import { expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, errorsAt, leaks, reported } from '../support/trust.ts';

const pack = `title: Harbour review
date: 2025-09-08
kinds: [slides, handout]
audiences: { desk: { speakerNotes: true }, press: {} }
`;
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/><text>Brambleworth</text></svg>\n';
const open = '\n\n---\n\n## Boats\n\nBoats follow.\n';
const closed = (comment: string) =>
  `# Harbour\n\nIt opens.\n\n---\n\n<!-- audience: desk -->\n<!-- ${comment} -->\n\n## Plan\n\nWords.${open}`;
const within = (text: string) => `# Harbour\n\nIt opens.\n\n---\n\n## Plan\n\nPlanned.\n\n${text}${open}`;

const decks: readonly (readonly [string, string])[] = [
  ['a footer of a withheld slide', closed('footer: Brambleworth')],
  ['a header of a withheld slide', closed('header: **Brambleworth**')],
  ['both for the slide alone', closed('_footer: Brambleworth\n_header: Brambleworth')],
  ['properties of the file', closed('author: Brambleworth\ndescription: Brambleworth\nkeywords: Brambleworth')],
  ['a picture of the ground', closed('backgroundImage: url(brambleworth.svg)')],
  ['classes', closed('class: brambleworth')],
  ['a comment in a withheld block', within(':::for{audience="desk"}\nWords.\n\n<!-- footer: Brambleworth -->\n:::')],
  ['a comment in a withheld section', within('### Part {audience="desk"}\n\n<!-- footer: Brambleworth -->\n\nWords.')],
  ['a comment in a withheld item', within('- open\n- closed <!-- header: Brambleworth --> {audience="desk"}')],
  ['a rule in words of a footer', `---\nfooter: 'Open :for[Brambleworth]{audience="desk"}'\n---\n${within('Words.')}`],
  ['a rule behind a header', `---\nheader: Brambleworth {audience="desk"}\n---\n${within('Words.')}`],
  ['a rule in a comment’s footer', within('<!-- footer: Open :for[Brambleworth]{audience="desk"} -->')],
  ['a rule behind a comment’s header', within('<!-- header: Brambleworth {audience="desk"} -->')],
  ['a deck that is withheld', `---\naudience: desk\nfooter: Brambleworth\n---\n${within('Words.')}`],
];

test.for(decks)('%s', async ([, text], { folder }) => {
  const chapter: Record<string, string> = text.startsWith('---\naudience')
    ? { '01-open.md': '# Open\n\n:::slide[Open]\n- One\n:::\n' }
    : {};
  const files = { 'pack.yaml': pack, 'slides.md': text, 'brambleworth.svg': picture, ...chapter };
  const made = await documentsOf(await write(folder, files));
  expect(
    made.diagnostics.filter(({ severity }) => severity === 'error'),
    reported(made),
  ).toEqual([]);
  expect(leaks(made)).toEqual([]);
  expect(made.documents.filter(({ audience }) => audience === 'press').length).toBe(2);
});

test.for([
  ['a directive with a misspelt rule', 'footer: Open :for[Brambleworth]{audiance="desk"}'],
  ['braces with a misspelt rule', 'header: Brambleworth {audiance="desk"}'],
  ['a rule in the middle', 'footer: Brambleworth {audience="desk"} and more'],
  ['a rule in a colour', 'color: red {audience="desk"}'],
  ['a rule’s word that YAML takes for text', 'footer: |\n  Brambleworth\n  audience: desk'],
  ['another case', 'Audience: desk\nfooter: Brambleworth'],
  ['a comment', "footer: 'Brambleworth <!- - audience: desk - ->'"],
] as const)('%s is an error', async ([, setting], { folder }) => {
  const matter = `---\nmarp: true\n${setting.replace('<!- -', '<!--').replace('- ->', '-->')}\n---\n${within('Words.')}`;
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': matter }));
  expect(errorsAt(made, { file: 'slides.md', line: [3, 6] }).length, reported(made)).toBeGreaterThan(0);
  if (setting.includes('<!')) return;
  const comment = await documentsOf(
    await write(folder, { 'pack.yaml': pack, 'slides.md': closed(setting).replace('<!-- audience: desk -->\n', '') }),
  );
  expect(errorsAt(comment, { file: 'slides.md', line: [7, 12] }).length, reported(comment)).toBeGreaterThan(0);
});
