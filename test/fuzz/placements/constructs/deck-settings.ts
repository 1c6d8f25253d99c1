/** Settings of a deck: words in headers, footers and properties, and rules of the slides that set them. */
import type { Draft, Home, Ruled } from '../grammar.ts';

const json = JSON.stringify;
const open = '## Open slide\n\nOpen words';
const deck = (draft: Draft, text: string) => {
  draft.option('kinds', '[slides, handout]');
  draft.file('slides.md', `${text}\n\n---\n\n## End\n\nOpen end\n`);
};
/** Only the properties of the file have them, which are no part of the HTML. */
const unseen = new Set(['author', 'description', 'keywords', 'class', 'color', 'theme', 'highlighter']);

const inMatter = (key: string, yaml: (words: string) => string, form: string): Home => ({
  name: `${key} in front matter of a deck${form}`,
  isSilent: unseen.has(key.replace('_', '')),
  isPlain: unseen.has(key.replace('_', '')),
  isOdd: form !== '',
  write: (words, draft) => deck(draft, `---\nmarp: true\n${key}: ${yaml(words)}\n---\n\n${open}`),
});
const inComment = (key: string, yaml: (words: string) => string, form: string): Home => ({
  name: `${key} in a comment of a deck${form}`,
  isSilent: unseen.has(key.replace('_', '')),
  isPlain: unseen.has(key.replace('_', '')),
  isOdd: true,
  write: (words, draft) => deck(draft, `${open}\n\n---\n\n<!-- ${key}: ${yaml(words)} -->\n\n## Next slide\n\nMore words`),
});
const plain = (words: string) => words;

/** Words with a rule of their own. */
export const settingFields: readonly Home[] = [
  ...['header', 'footer', '_footer', 'description', 'author', 'keywords', 'class', 'color', 'highlighter'].map((key) =>
    inMatter(key, json, ''),
  ),
  ...['header', 'footer', 'description'].map((key) => inMatter(key, plain, ', without quotes')),
  ...['header', 'footer', '_header', 'description', 'class', 'theme'].map((key) => inComment(key, json, '')),
  ...['header', 'footer'].map((key) => inComment(key, plain, ', without quotes')),
];

interface Frame {
  readonly name: string;
  readonly isWell?: boolean;
  readonly write: (rule: string, secret: string) => string;
}

/** A slide that some may not read sets what the next one would show. */
const frames: readonly Frame[] = [
  { name: 'before the footer', isWell: true, write: (rule, secret) => `<!-- ${rule} -->\n<!-- footer: ${secret} -->\n\n${open}` },
  { name: 'behind the header', isWell: true, write: (rule, secret) => `<!-- header: ${secret} -->\n\n${open}\n\n<!-- ${rule} -->` },
  { name: 'with the footer', isWell: true, write: (rule, secret) => `<!--\n${rule}\nfooter: ${secret}\n-->\n\n${open}` },
  { name: 'behind the header, in one comment', isWell: true, write: (rule, secret) => `<!-- header: ${secret}\n${rule} -->\n\n${open}` },
  { name: 'behind the header, moved in', isWell: true, write: (rule, secret) => `<!--\n  header: ${secret}\n  ${rule}\n-->\n\n${open}` },
  { name: 'behind a folded footer', write: (rule, secret) => `<!--\nfooter: >\n  ${secret}\n${rule}\n-->\n\n${open}` },
  { name: 'in a folded footer', write: (rule, secret) => `<!--\nfooter: >\n  ${secret}\n  ${rule}\n-->\n\n${open}` },
  { name: 'for this slide alone', isWell: true, write: (rule, secret) => `<!-- ${rule} -->\n<!-- _footer: "**${secret}**" -->\n\n${open}` },
  {
    name: 'with a style sheet',
    isWell: true,
    write: (rule, secret) => `<!-- ${rule} -->\n\n${open}\n\n<style>\nh2::after { content: "${secret}" }\n</style>`,
  },
  {
    name: 'with a style sheet for this slide alone',
    isWell: true,
    write: (rule, secret) => `<style scoped>\nh2::after { content: "${secret}" }\n</style>\n\n<!-- ${rule} -->\n\n${open}`,
  },
  {
    name: 'in a comment of a style sheet',
    write: (rule, secret) => `${open}\n\n<style>\n/* ${rule} */\nh2::after { content: "${secret}" }\n</style>`,
  },
  {
    name: 'behind a colour',
    isWell: true,
    write: (rule, secret) => `<!-- color: #fff\n${rule} -->\n<!-- footer: ${secret} -->\n\n${open}`,
  },
];

export const ruledSettings: readonly Ruled[] = frames.map(({ name, isWell, write }) => ({
  name: `a setting of a slide, its rule ${name}`,
  style: 'yaml',
  isWell: isWell === true,
  write: (secret, { yaml }, draft) => {
    const body = yaml === '' ? `<!-- footer: ${secret} -->\n\n${open}` : write(yaml, secret);
    deck(draft, `# Open deck\n\nOpen words\n\n---\n\n${body}\n\n---\n\n## After\n\nMore words`);
    return undefined;
  },
}));

/** Front matter of a whole deck with a rule, and words that every slide would show. */
export const ruledDecks: readonly Ruled[] = ['header', 'footer', 'description'].flatMap((key) =>
  [true, false].map(
    (isFirst): Ruled => ({
      name: `${key} of a deck, its rule ${isFirst ? 'before' : 'behind'} it`,
      style: 'yaml',
      isWell: key !== 'description',
      isSilent: key === 'description',
      write: (secret, { yaml }, draft) => {
        const lines = [yaml, `${key}: ${secret}`].filter((line) => line !== '');
        deck(draft, `---\n${(isFirst ? lines : lines.reverse()).join('\n')}\n---\n\n${open}`);
        draft.file('00-open.md', '# Open chapter\n\n:::slide[Open slide]\n- open\n:::\n\nOpen words.\n');
        return undefined;
      },
    }),
  ),
);
