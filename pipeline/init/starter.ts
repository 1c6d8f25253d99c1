/** Starting points: small packs in `templates/starters/`, each of which builds as it is. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, YAMLMap } from 'yaml';
import { installRoot } from '../platform/install-root.ts';
import { escaped, namedAudiences } from './names.ts';
import { keysOf, openPackYaml, packYamlText, setList } from './pack-yaml.ts';
import { type Answers, InitError } from './types.ts';

/** The starting point of those who name none. */
export const firstPack = 'first-pack';

const folderOf = (name: string) => path.join(installRoot, 'templates', 'starters', name);

/** What a starting point says of itself: what is shown as the answer to a question that is not answered. */
export async function starterDefaults(name: string): Promise<{ readonly kinds: string[]; readonly audiences: string[] }> {
  const document = openPackYaml(await readFile(path.join(folderOf(name), 'pack.yaml'), 'utf8'));
  const { kinds } = document.toJS() as { kinds: string[] };
  return { kinds, audiences: keysOf(document, 'audiences') };
}

/** The files of a starting point with the answers in them, by path inside the pack. */
export async function starterFiles(name: string, answers: Answers): Promise<Record<string, string>> {
  const files = await readStarter(name);
  const config = openPackYaml(files['pack.yaml'] ?? '');
  const { title: sample, kinds: own } = config.toJS() as { title: string; kinds: string[] };
  const kinds = answers.kinds ?? own;
  const missing = kinds.filter((kind) => !own.includes(kind));
  if (missing.length > 0) throw new InitError(`the starting point "${name}" has no ${missing.join(' and no ')}; it has: ${own.join(', ')}`);
  config.set('title', answers.title ?? sample);
  config.set('date', answers.date);
  if (answers.kinds !== undefined) setList(config, 'kinds', kinds);
  if (answers.lang !== undefined) setList(config, 'languages', [answers.lang]);
  const names = renameAudiences(config, answers.audiences);
  const texts = Object.entries(files).map(([file, text]) => {
    if (!file.endsWith('.md')) return [file, text] as const;
    return [file, withAudiences(withTitle(text, sample, answers.title), names)] as const;
  });
  return needed({ ...Object.fromEntries(texts), 'pack.yaml': packYamlText(config) }, kinds);
}

async function readStarter(name: string): Promise<Record<string, string>> {
  const entries = await readdir(folderOf(name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.sort().map(async (file) => {
    const inside = path.relative(folderOf(name), file).split(path.sep).join('/');
    return [inside, await readFile(file, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** The pack's title in front matter, and at the head of the deck. */
function withTitle(text: string, sample: string, title: string | undefined): string {
  if (title === undefined) return text;
  return text
    .split('\n')
    .map((line) =>
      line === `# ${sample}` ? `# ${escaped(title)}` : line === `title: ${sample}` ? `title: ${JSON.stringify(title)}` : line,
    )
    .join('\n');
}

/** Audiences of one's own take the places of those in the starting point, with their options but without their words. */
function renameAudiences(config: ReturnType<typeof openPackYaml>, wanted: readonly string[] | undefined): ReadonlyMap<string, string> {
  const before = keysOf(config, 'audiences');
  if (wanted === undefined || wanted.length === 0) return new Map();
  const options = before.map((name) => config.getIn(['audiences', name]));
  const audiences = new YAMLMap<unknown, unknown>(config.schema);
  const names = [...namedAudiences(wanted)].map(([name, label], index) => {
    const kept = options[index];
    const own = new YAMLMap<unknown, unknown>(config.schema);
    if (isMap(kept)) for (const { key, value } of kept.items) own.set(key, value);
    own.flow = true;
    own.delete('marking');
    own.delete('watermark');
    own.set('label', label);
    audiences.set(name, own);
    return name;
  });
  config.set('audiences', audiences);
  // With fewer audiences than the starting point has, a rule for one that is gone holds for the first.
  return new Map(before.map((name, index) => [name, names[index] ?? (names[0] as string)]));
}

/** Rules as the starting points write them. */
const withAudiences = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(/(\baudience(?:="|: *))([a-z0-9-]+)/g, (whole, before: string, name: string) => {
    const now = names.get(name);
    return now === undefined ? whole : before + now;
  });

/** Files that the kinds print: no deck for a briefing alone, no chapters for slides alone, and no data that nothing names. */
function needed(files: Readonly<Record<string, string>>, kinds: readonly string[]): Record<string, string> {
  const hasDeck = kinds.some((kind) => kind !== 'briefing');
  const hasChapters = kinds.some((kind) => kind !== 'slides' && kind !== 'handout') || files['slides.md'] === undefined;
  const isText = (file: string) => file.endsWith('.md');
  const texts = Object.entries(files).filter(([file]) => isText(file) && (file === 'slides.md' ? hasDeck : hasChapters));
  const all = [...texts.map(([, text]) => text), files['pack.yaml']].join('\n');
  const others = Object.entries(files).filter(([file]) => !isText(file) && (!file.startsWith('data/') || all.includes(file)));
  return Object.fromEntries([...others, ...texts]);
}
