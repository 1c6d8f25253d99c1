/** Decks of other programs: their notes, slots, columns and imported slides, and rules in the settings of their slides. */
import type { Draft, Home, Ruled } from '../grammar.ts';

const readers =
  '\n  inner: { label: For inner, speakerNotes: true, properties: { clearance: secret, need-to-know: inside } }\n  outer: { label: For outer, speakerNotes: true, properties: { clearance: public, need-to-know: outside } }';
/** Notes are printed for both, so that they can show something. */
const deck = (draft: Draft, text: string) => {
  draft.option('kinds', '[slides, handout]');
  draft.option('audiences', readers);
  draft.file('slides.md', text);
};

const slidev = (body: string) =>
  `---\ntheme: default\nmdc: true\n---\n\n# Open deck\n\nOpen words\n\n---\nlayout: two-cols\n---\n\n${body}\n\n---\nlayout: end\n---\n\n# End\n`;
const reveal = (body: string) =>
  `# Open deck\n\nOpen words <!-- .element: class="fragment" -->\n\n---\n\n## Open slide\n\n${body}\n\n----\n\n## End\n\nOpen end\n`;
const remark = (body: string, properties = 'class: middle\n\n') =>
  `class: center\n\n# Open deck\n\nOpen words\n\n---\n\n${properties}## Open slide\n\n${body}\n\n---\n\n## End\n\nOpen end\n`;
const pandoc = (body: string) => `% Open deck\n% A. Writer\n\n# Part\n\n## Open slide\n\n${body}\n\n## End\n\nOpen end\n`;

const home = (name: string, write: (blocks: string) => string): Home => ({ name, write: (blocks, draft) => deck(draft, write(blocks)) });

/** The same, in a deck that prints a page a step. */
const stepHome = (name: string, write: (blocks: string) => string): Home => ({
  name,
  write: (blocks, draft) => {
    draft.option('fragments', 'steps');
    deck(draft, write(blocks));
  },
});

export const dialectHomes: readonly Home[] = [
  home('a deck of Slidev', slidev),
  home('the right slot of Slidev', (blocks) => slidev(`## Open slide\n\nopen\n\n::right::\n\n${blocks}`)),
  home('the left slot of Slidev', (blocks) => slidev(`## Open slide\n\n::left::\n\n${blocks}\n\n::right::\n\nopen`)),
  home('a component of Slidev', (blocks) => slidev(`## Open slide\n\n<v-clicks depth="2">\n\n${blocks}\n\n</v-clicks>`)),
  {
    name: 'slides that Slidev imports',
    write: (blocks, draft) => {
      deck(draft, slidev('## Open slide').replace('layout: two-cols', 'src: ./pages/more.md'));
      draft.file('pages/more.md', `---\nlayout: center\n---\n\n## More\n\nopen\n\n---\n\n## Open slide\n\n${blocks}\n`);
    },
  },
  home('a deck of reveal.js', reveal),
  home('notes of reveal.js', (blocks) => reveal(`open\n\nNote:\n\n${blocks}`)),
  home('notes of remark', (blocks) => remark(`open\n\n???\n\n${blocks}`)),
  home('a step of remark', (blocks) => remark(`- open\n\n--\n\n${blocks}`)),
  home('a column of remark', (blocks) => remark(`.left-column[\n${blocks}\n]\n.right-column[\nopen\n]`)),
  home('a footnote of remark', (blocks) => remark(`open\n\n.footnote[\n\n${blocks}\n\n]`)),
  {
    ...home('a layout of remark', (blocks) => remark(blocks, 'layout: true\n\n')),
    isOdd: true,
  },
  stepHome(
    'an item of a list that is shown step by step',
    (blocks) => `# Open deck\n\n---\n\n* open\n\n${blocks.replace(/^/gm, '  ')}\n\n* open`,
  ),
  stepHome('what follows a pause', (blocks) => `# Open deck\n\n---\n\nopen\n\n::pause\n\n${blocks}\n\n::contents`),
  stepHome('a step of Slidev', (blocks) => slidev(`## Open slide\n\n<v-click>\n\n${blocks}\n\n</v-click>\n\n<Toc />`)),
  stepHome('before a fragment of reveal.js', (blocks) => reveal(`${blocks}\n\n<!-- .element: class="fragment" -->\n\nopen`)),
  stepHome('a fragment of Pandoc', (blocks) => pandoc(`open\n\n. . .\n\n::: incremental\n\n${blocks}\n\n:::`)),
  home('a deck of Pandoc', pandoc),
  home('notes of Pandoc', (blocks) => pandoc(`open\n\n. . .\n\nopen\n\n::: notes\n\n${blocks}\n\n:::`)),
  home('a column of Pandoc', (blocks) =>
    pandoc(`:::: columns\n::: {.column width="50%"}\n\n${blocks}\n\n:::\n::: {.column width="50%"}\n\nopen\n\n:::\n::::`),
  ),
];

interface Frame {
  readonly name: string;
  readonly isWell?: boolean;
  readonly style?: 'yaml' | 'braces' | 'inside';
  readonly write: (rule: string, secret: string, draft: Draft) => string;
}

const frames: readonly Frame[] = [
  { name: 'in front matter of Slidev', isWell: true, write: (rule, secret) => ofSlidev(`layout: center\n${rule}`, secret) },
  { name: 'first in front matter of Slidev', isWell: true, write: (rule, secret) => ofSlidev(`${rule}\nlayout: center`, secret) },
  { name: 'alone in front matter of Slidev', isWell: true, write: (rule, secret) => ofSlidev(rule, secret) },
  { name: 'behind a folded value of Slidev', write: (rule, secret) => ofSlidev(`layout: center\ninfo: |\n  ${rule}`, secret) },
  {
    name: 'behind a picture of Slidev',
    isWell: true,
    write: (rule, secret) => ofSlidev(`layout: image-right\nimage: a.svg\n${rule}`, secret),
  },
  { name: 'in a comment on front matter of Slidev', write: (rule, secret) => ofSlidev(`layout: center\n# ${rule}`, secret) },
  {
    name: 'for two slots of Slidev',
    isWell: true,
    write: (rule, secret) => ofSlidev(`layout: two-cols\n${rule}`, `open\n\n::right::\n\n## ${secret}\n\n${secret}`),
  },
  {
    name: 'for notes of Slidev',
    isWell: true,
    write: (rule, secret) => ofSlidev(`layout: default\n${rule}`, `open\n\n<!--\nSay **${secret}**\n-->`),
  },
  { name: 'in a component of Slidev', style: 'inside', write: (rule, secret) => ofSlidev('level: 2', `<Box ${rule}>${secret}</Box>`) },
  { name: 'in an icon of Slidev', style: 'inside', write: (rule, secret) => ofSlidev('level: 2', `${secret} <mdi:eye ${rule} />`) },
  { name: 'behind a slot of Slidev', style: 'braces', write: (rule, secret) => ofSlidev('level: 2', `::right::${rule}\n\n${secret}`) },
  {
    name: 'where slides are imported',
    isWell: true,
    write: (rule, secret, draft) => {
      draft.file('pages/more.md', `# ${secret} one\n\n${secret}\n\n---\n\n# ${secret} two\n\n${secret}\n`);
      return `src: ./pages/more.md\n${rule}`;
    },
  },
  {
    name: 'at the top of imported slides',
    isWell: true,
    write: (rule, secret, draft) => {
      draft.file('pages/more.md', `---\nlayout: center\n${rule}\n---\n\n# ${secret} one\n\n---\n\n# ${secret} two\n\n${secret}\n`);
      return 'src: ./pages/more.md';
    },
  },
  { name: 'in a property of remark', isWell: true, write: (rule, secret) => remark(secret, `class: middle\n${rule}\n\n`) },
  { name: 'first in the properties of remark', isWell: true, write: (rule, secret) => remark(secret, `${rule}\nclass: middle\n\n`) },
  { name: 'for notes of remark', isWell: true, write: (rule, secret) => remark(`open\n\n???\n\n${secret}`, `name: more\n${rule}\n\n`) },
  {
    name: 'for a template of remark',
    isWell: true,
    write: (rule, secret) => remark(`${secret}\n\n---\n\n## More\n\nopen`, `layout: true\n${rule}\n\n`),
  },
  { name: 'behind a class of remark', style: 'braces', write: (rule, secret) => remark(`open .red[${secret}]${rule} open`) },
  { name: 'in a class of remark', style: 'braces', isWell: true, write: (rule, secret) => remark(`.red[${secret} ${rule}]`) },
  { name: 'behind a column of remark', style: 'braces', write: (rule, secret) => remark(`.left-column[\n${secret}\n]${rule}`) },
  { name: 'in a comment of reveal.js', style: 'inside', write: (rule, secret) => reveal(`${secret} <!-- .element: ${rule} -->`) },
  { name: 'in a slide’s comment of reveal.js', style: 'inside', write: (rule, secret) => reveal(`<!-- .slide: ${rule} -->\n\n${secret}`) },
  { name: 'behind the sign of notes', style: 'braces', isWell: true, write: (rule, secret) => reveal(`open\n\nNote: ${secret} ${rule}`) },
  { name: 'on a division of Pandoc', style: 'inside', write: (rule, secret) => pandoc(`::: {.fragment ${rule}}\n\n${secret}\n\n:::`) },
  {
    name: 'on a column of Pandoc',
    style: 'inside',
    write: (rule, secret) => pandoc(`:::: columns\n::: {.column ${rule}}\n\n${secret}\n\n:::\n::::`),
  },
  {
    name: 'on a heading of Pandoc',
    style: 'braces',
    isWell: true,
    write: (rule, secret) => pandoc(`open\n\n## ${secret} ${rule}\n\n${secret}`),
  },
  {
    name: 'in the title block of Pandoc',
    style: 'braces',
    write: (rule, secret) => pandoc('open').replace('% Open deck', `% ${secret} ${rule}`),
  },
];

function ofSlidev(matter: string, body: string): string {
  const head = '---\ntheme: default\nmdc: true\n---\n\n# Open deck\n\nOpen words\n\n';
  const isImport = matter.startsWith('src:');
  const own = isImport ? '' : `\n\n## Open slide\n\n${body}`;
  return `${head}---\n${matter}\n---${own}\n\n---\nlayout: end\n---\n\n# End\n`;
}

export const ruledDialects: readonly Ruled[] = frames.map(({ name, isWell, style = 'yaml', write }) => ({
  name: `a slide of another program, its rule ${name}`,
  style,
  isWell: isWell === true,
  isOdd: true,
  write: (secret, setting, draft) => {
    const written = write(setting[style], secret, draft);
    deck(draft, written.startsWith('src:') ? ofSlidev(written, '') : written);
    return undefined;
  },
}));
