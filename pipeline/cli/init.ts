/** init: writes a new pack. */
import path from 'node:path';
import { planStarter } from '../init/init.ts';
import { slug, titleFromName } from '../init/names.ts';
import { firstPack } from '../init/starter.ts';
import { type Answers, InitError, type InitPlan } from '../init/types.ts';
import { inTheWay, writeNew } from '../init/write-files.ts';
import { languageTag } from '../model/language-tag.ts';
import { plural } from '../model/plural.ts';
import type { InitFlags } from './options.ts';
import { packsIn } from './project.ts';
import { UsageError } from './usage.ts';

export async function runInit(folder: string | undefined, flags: InitFlags): Promise<void> {
  checkFlags(flags);
  try {
    const plan = await planFor(folder, flags);
    if (plan !== undefined) await carryOut(plan, flags);
  } catch (cause) {
    if (cause instanceof InitError) throw new UsageError(cause.message);
    throw cause;
  }
}

function checkFlags({ lang, from, template }: InitFlags): void {
  if (lang !== undefined && !languageTag.test(lang))
    throw new UsageError(`"${lang}" is not a language tag; write one such as en, de or zh-Hant`);
  if (from !== undefined && template !== undefined) throw new UsageError('--from and --template exclude each other');
}

/** The plan, or undefined if the questions were broken off. */
async function planFor(folder: string | undefined, flags: InitFlags): Promise<InitPlan | undefined> {
  if (flags.from !== undefined) {
    const { planFrom } = await import('../init/from/from.ts');
    return planFrom({ source: path.resolve(flags.from), folder: folder && path.resolve(folder), ...flagAnswers(flags), ci: flags.ci });
  }
  const answers = await answersFor(folder, flags);
  if (answers === undefined) return undefined;
  const place = path.resolve(folder ?? defaultFolder(answers.title as string));
  return planStarter(place, flags.template ?? firstPack, answers, flags.ci);
}

/** In a project with packs, another one beside them; otherwise the current folder. */
const defaultFolder = (title: string): string => (isProject() ? path.join('content', slug(title, 'pack')) : '.');
const isProject = () => packsIn('.').length > 0;

function flagAnswers({ title, kinds, audience, lang }: InitFlags): Answers {
  return { title, kinds, audiences: audience, lang, date: today() };
}

async function answersFor(folder: string | undefined, flags: InitFlags): Promise<Answers | undefined> {
  const given = flagAnswers(flags);
  const name = folder === undefined && isProject() ? 'new-pack' : path.basename(path.resolve(folder ?? '.'));
  const title = titleFromName(name) || 'New pack';
  if (flags.yes || !process.stdin.isTTY || !process.stderr.isTTY) return { ...given, title: given.title ?? title };
  const { askAll } = await import('./init-questions.ts');
  return askAll(given, title, flags.template ?? firstPack);
}

/** The day by the clock of the person who asks. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function carryOut(plan: InitPlan, flags: InitFlags): Promise<void> {
  const obstacles = await inTheWay(plan.files.map((file) => file.path));
  if (obstacles.length > 0) {
    const list = obstacles.map((file) => `\n  ${shown(file)}`).join('');
    throw new UsageError(`nothing was written, because ${obstacles.length === 1 ? 'this is' : 'these are'} in the way:${list}`);
  }
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  if (!flags.dryRun) await writeNew(plan.files);
  say(flags.dryRun ? `Would write ${plural(plan.files.length, 'file')}:` : `Wrote ${plural(plan.files.length, 'file')}:`);
  for (const file of plan.files) say(`  ${shown(file.path)}`);
  if (plan.lost.length > 0) say(`\nNot taken over:\n${plan.lost.map((line) => `  - ${line}`).join('\n')}`);
  for (const note of plan.notes) say(`\nNote: ${note}.`);
  if (flags.dryRun) return;
  if (flags.from !== undefined) await reportDifferences(plan, say);
  const name = argument(path.relative('.', plan.pack));
  say(
    `\nNext:\n  dossier preview${name} --open    see it in the browser, after every save\n  dossier build${name} --open      print it and look at it`,
  );
}

/** What `check` says of the new pack: what will not print as the other program shows it. */
async function reportDifferences(plan: InitPlan, say: (line: string) => void): Promise<void> {
  const [{ createDossier }, { pretty }, { isColoured }] = await Promise.all([
    import('../build/dossier.ts'),
    import('./reporters.ts'),
    import('./terminal.ts'),
  ]);
  const dossier = createDossier({ packs: [plan.pack], mode: 'check', isLast: true });
  try {
    const { diagnostics } = await dossier.build();
    if (diagnostics.length === 0) return say('\nNothing will print differently, as far as a check can see.');
    say(`\nWhat will print differently:\n${pretty(diagnostics, isColoured(process.stderr), false)}`);
  } catch (cause) {
    // The pack is written; what is wrong with the machine shows when it is built.
    say(`\nNote: it was not checked (${(cause as Error).message}); run dossier check.`);
  } finally {
    await dossier.close();
  }
}

const shown = (file: string): string => path.relative('.', file) || '.';

/** A path for the shell, after a space; nothing for the current folder. */
const argument = (name: string): string =>
  name === '' ? '' : /^[\w./@-]+$/.test(name) ? ` ${name}` : ` '${name.replaceAll("'", `'\\''`)}'`;
