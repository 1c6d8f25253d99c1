/** Rules at the head of a file: as front matter should be, and as others write it. */
import type { Ruled } from '../grammar.ts';

interface Frame {
  readonly name: string;
  readonly isWell?: boolean;
  readonly write: (line: string) => string;
}
const frames: readonly Frame[] = [
  { name: 'front matter', isWell: true, write: (line) => `---\n${line}\n---\n\n` },
  { name: 'front matter', isWell: true, write: (line) => `---\n${line}\n---\n\n` },
  { name: 'front matter, byte order mark', isWell: true, write: (line) => `\uFEFF---\n${line}\n---\n\n` },
  { name: 'front matter with spaces behind', write: (line) => `---  \n${line}\n---\t\n\n` },
  { name: 'front matter with a comment', isWell: true, write: (line) => `---\n# for editors\n\n${line}\n---\n\n` },
  { name: 'front matter behind a blank line', write: (line) => `\n---\n${line}\n---\n\n` },
  { name: 'front matter behind blank lines and spaces', write: (line) => `  \n\n---\n${line}\n---\n\n` },
  { name: 'front matter behind a comment', write: (line) => `<!-- (c) -->\n---\n${line}\n---\n\n` },
  { name: 'front matter behind a zero-width space', write: (line) => `\u200b---\n${line}\n---\n\n` },
  { name: 'front matter behind words', write: (line) => `Draft.\n\n---\n${line}\n---\n\n` },
  { name: 'front matter moved in', write: (line) => ` ---\n${line}\n ---\n\n` },
  { name: 'front matter never closed', write: (line) => `---\n${line}\n\n` },
  { name: 'front matter closed by dots', write: (line) => `---\n${line}\n...\n\n` },
  { name: 'front matter with four dashes', write: (line) => `----\n${line}\n----\n\n` },
  { name: 'front matter closed by four dashes', write: (line) => `---\n${line}\n----\n\n` },
  { name: 'front matter in TOML', write: (line) => `+++\n${line.replace(/[:：]\s*(.*)$/, ' = "$1"')}\n+++\n\n` },
  { name: 'front matter, full-width dashes', write: (line) => `－－－\n${line}\n－－－\n\n` },
  { name: 'front matter between stars', write: (line) => `***\n${line}\n***\n\n` },
  { name: 'front matter with a language', write: (line) => `---yaml\n${line}\n---\n\n` },
  { name: 'front matter without its first dashes', write: (line) => `${line}\n---\n\n` },
  { name: 'front matter as JSON', write: (line) => `{\n  ${line.replace(/^([^:：=]*?)\s*[:：=]\s*(.*)$/, '"$1": "$2"')}\n}\n\n` },
  { name: 'front matter with blank lines in it', write: (line) => `\n---\nshort: Open\n\n${line}\n---\n\n` },
  { name: 'front matter with a rule in a folded text', write: (line) => `---\nshort: >\n  Open\n  ${line}\n---\n\n` },
  { name: 'front matter, the rule in a second one', write: (line) => `---\nshort: Open\n---\n\n---\n${line}\n---\n\n` },
];

const ruled = ({ name, isWell, write }: Frame, isDeck: boolean): Ruled => ({
  name: `${name}${isDeck ? ' of a deck' : ''}`,
  style: 'yaml',
  isWell: isWell === true,
  write: (secret, { yaml }, draft) => {
    const head = yaml === '' ? '' : write(yaml);
    if (isDeck) {
      draft.option('kinds', '[slides, handout]');
      draft.file('slides.md', `${head}# ${secret} deck\n\n${secret}\n`);
      draft.file('00-open.md', '# Open chapter\n\n:::slide[Open slide]\n- open\n:::\n\nOpen words.\n');
    } else {
      draft.file('00-open.md', '# Open chapter\n\nOpen words.\n');
      draft.file('01-a.md', `${head}# ${secret} title\n\nThe text of ${secret}.\n`);
    }
    return undefined;
  },
});

export const frontMatter: readonly Ruled[] = [...frames.map((frame) => ruled(frame, false)), ...frames.map((frame) => ruled(frame, true))];
