/** Packs from Word's and PowerPoint's files. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { guessLanguage } from '../../source/files/guess-language.ts';
import { audiencesKey, slug, titleFromName } from '../names.ts';
import type { Answers, PlannedPack } from '../types.ts';
import type { FromOptions } from './types.ts';
import { unpacked } from './zip.ts';

/** @throws InitError if the file cannot be read */
export async function planOffice({ source, folder, ...answers }: FromOptions): Promise<PlannedPack> {
  const name = path.basename(source);
  const stem = name.replace(/\.[^.]*$/, '');
  const files = unpacked(new Uint8Array(await readFile(source)), name);
  const isDeck = /\.pptx$/i.test(name);
  const taken = isDeck ? (await import('./pptx.ts')).readPptx(files) : await (await import('./docx.ts')).readDocx(files);
  const title = answers.title ?? taken.title ?? titleFromName(stem);
  const lang = answers.lang ?? guessLanguage(taken.text) ?? 'en';
  const hasTitle = /^# /m.test(taken.text);
  const text = isDeck || hasTitle ? taken.text : `---\ntitle: ${JSON.stringify(title)}\n---\n\n${taken.text}`;
  return {
    pack: folder ?? path.resolve(slug(stem, isDeck ? 'deck' : 'report')),
    files: {
      'pack.yaml': config(title, taken.author, lang, isDeck, answers),
      [isDeck ? 'slides.md' : '01-text.md']: text,
      ...taken.pictures,
    },
    lost: taken.lost,
    notes: [],
  };
}

function config(title: string, author: string | undefined, lang: string, isDeck: boolean, answers: Answers): string {
  const value = {
    title,
    date: answers.date,
    ...(author && { authors: [author] }),
    languages: [lang],
    kinds: answers.kinds ?? (isDeck ? ['slides', 'handout'] : ['briefing']),
    ...audiencesKey(answers.audiences),
  };
  return `# Written by dossier init. Its language was ${answers.lang === undefined ? 'guessed' : 'given'}: languages has the tag.\n${stringify(value, { lineWidth: 0 })}`;
}
