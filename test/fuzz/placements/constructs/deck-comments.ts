/** Rules in comments of a deck. */
import type { Ruled } from '../grammar.ts';

interface Frame {
  readonly name: string;
  readonly isWell?: boolean;
  readonly style?: 'braces' | 'inside';
  /** A slide that the setting should keep back. */
  readonly write: (setting: string, secret: string) => string;
}
const slide = (secret: string) => `## ${secret} slide\n\nText of ${secret}`;
const before = (write: (setting: string) => string) => (setting: string, secret: string) => `${write(setting)}\n\n${slide(secret)}`;

const frames: readonly Frame[] = [
  { name: 'a comment', isWell: true, write: before((setting) => `<!-- ${setting} -->`) },
  { name: 'a tight comment', isWell: true, write: before((setting) => `<!--${setting}-->`) },
  { name: 'a comment on lines', isWell: true, write: before((setting) => `<!--\n${setting}\n-->`) },
  // Right before the next slide nobody can tell which of the two it is for.
  { name: 'a comment behind', write: (setting, secret) => `${slide(secret)}\n\n<!-- ${setting} -->` },
  { name: 'a comment among its blocks', isWell: true, write: (setting, secret) => `${slide(secret)}\n\n<!-- ${setting} -->\n\nMore` },
  { name: 'a comment above the line', write: (setting, secret) => `## Open\n\nopen\n\n<!-- ${setting} -->\n\n---\n\n${slide(secret)}` },
  { name: 'a comment in words', write: (setting, secret) => `## ${secret}\n\nText of ${secret} <!-- ${setting} -->` },
  { name: 'a comment on the heading', write: (setting, secret) => `## ${secret} <!-- ${setting} -->\n\nText` },
  { name: 'a comment in an item', write: (setting, secret) => `## Open\n\n- open <!-- ${setting} -->\n- ${secret}` },
  { name: 'two settings', isWell: true, write: before((setting) => `<!-- layout: bullets\n${setting} -->`) },
  { name: 'two settings, the rule first', isWell: true, write: before((setting) => `<!-- ${setting}\nlayout: bullets -->`) },
  { name: 'two comments', isWell: true, write: before((setting) => `<!-- layout: bullets -->\n<!-- ${setting} -->`) },
  { name: 'two rules', write: before((setting) => `<!-- ${setting} --><!-- audience: outer -->`) },
  { name: 'a note, then a setting', write: before((setting) => `<!-- Say hello.\n${setting} -->`) },
  { name: 'a setting, then a note', write: before((setting) => `<!-- ${setting}\nSay hello. -->`) },
  { name: 'a setting, then a paragraph', write: before((setting) => `<!-- ${setting}\n\nSay hello. -->`) },
  { name: 'an underscore', write: before((setting) => `<!-- _${setting} -->`) },
  { name: 'a class before', write: before((setting) => `<!-- _class: lead\n${setting} -->`) },
  { name: 'a way to fit before', isWell: true, write: before((setting) => `<!-- fit: split\n${setting} -->`) },
  { name: 'in a way to fit', write: before((setting) => `<!-- fit: none ${setting} -->`) },
  { name: 'above a fitted heading', isWell: true, write: (setting, secret) => `<!-- ${setting} -->\n\n## <!-- fit --> ${secret}\n\nText` },
  { name: 'in the comment of a fitted heading', write: (setting, secret) => `## <!-- fit ${setting} --> ${secret}\n\nText` },
  { name: 'three dashes', write: before((setting) => `<!--- ${setting} --->`) },
  { name: 'flow', write: before((setting) => `<!-- { ${setting} } -->`) },
  { name: 'an item', write: before((setting) => `<!-- - ${setting} -->`) },
  { name: 'quotes', write: before((setting) => `<!-- "${setting.replace(/[:：]/, '"$&')} -->`) },
  { name: 'an unknown setting before', write: before((setting) => `<!-- colour: red\n${setting} -->`) },
  { name: 'a setting of Marp before', write: before((setting) => `<!-- theme: red\n${setting} -->`) },
  { name: 'a list of one', write: before((setting) => `<!-- [${setting}] -->`) },
  { name: 'behind a word', write: before((setting) => `<!-- begin ${setting} -->`) },
  { name: 'front matter of the slide', write: (setting, secret) => `---\n${setting}\n---\n\n${slide(secret)}` },
  {
    name: 'front matter of the slide, layout first',
    write: (setting, secret) => `---\nlayout: center\n${setting}\n---\n\n${slide(secret)}`,
  },
  { name: 'a slide of its own', write: before((setting) => `<!-- ${setting} -->\n\n---`) },
  { name: 'braces', style: 'braces', write: before((setting) => `<!-- ${setting} -->`) },
  { name: 'an attribute', style: 'inside', write: before((setting) => `<!-- ${setting} -->`) },
  { name: 'a directive', style: 'braces', write: before((setting) => `<!-- :::for${setting} -->`) },
  { name: 'never closed', write: (setting, secret) => `## Open\n\nopen\n\n<!-- ${setting}\n\n${slide(secret)}` },
];

export const deckComments: readonly Ruled[] = frames.map(({ name, isWell, style, write }) => ({
  name: `slide, ${name}`,
  style: style ?? 'yaml',
  isWell: isWell === true,
  isSilent: name === 'never closed',
  write: (secret, setting, draft) => {
    const text = style === undefined ? setting.yaml : setting[style];
    draft.option('kinds', '[slides, handout]');
    const body = setting.label === 'none' ? slide(secret) : write(text, secret);
    draft.file('slides.md', `# Open deck\n\nOpen words\n\n---\n\n${body}\n\n---\n\n## End\n\nOpen end\n`);
    return undefined;
  },
}));
