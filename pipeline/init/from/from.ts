/** Plans a pack for what exists: what it is decides how. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { namesText } from '../../source/files/pack-place.ts';
import { planPack } from '../init.ts';
import { InitError, type InitPlan } from '../types.ts';
import type { FromOptions } from './types.ts';

/** Files of other programs that these are saved as. */
const saveAs: Readonly<Record<string, string>> = {
  '.doc': '.docx',
  '.odt': '.docx',
  '.rtf': '.docx',
  '.pages': '.docx',
  '.ppt': '.pptx',
  '.odp': '.pptx',
  '.key': '.pptx',
};

/** @throws InitError if there is nothing that a pack can be made of */
export async function planFrom(options: FromOptions): Promise<InitPlan> {
  const { source, ci } = options;
  const name = path.basename(source);
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw new InitError(`no file or folder "${name}"`);
  const ending = path.extname(source).toLowerCase();
  if (found.isFile() && saveAs[ending]) throw new InitError(`"${name}" cannot be read; save it as ${saveAs[ending]} first`);
  if (found.isFile() && (ending === '.docx' || ending === '.pptx')) {
    const { planOffice } = await import('./office.ts');
    return planPack(await planOffice(options), ci);
  }
  if (found.isFile() && !namesText(source))
    throw new InitError(`"${name}" is no Markdown; --from takes Markdown, folders of it, .docx and .pptx`);
  const { planMarkdown } = await import('./markdown.ts');
  return planPack(await planMarkdown(options), ci);
}
