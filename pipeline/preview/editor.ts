/** Opens an editor at a place. */
import { spawn } from 'node:child_process';
import type { Place } from '../model/place.ts';

/**
 * Opens an editor: the command that was given, with `{file}`, `{line}` and `{column}` filled in, or the one that runs already.
 * @param place with an absolute path
 * @returns why it could not be done
 */
export async function openEditor({ file, line = 1, column = 1 }: Place, editor: string | undefined): Promise<string | undefined> {
  if (editor?.includes('{file}')) return run(wordsOf(editor).map((word) => filled(word, { file, line, column })));
  const { default: launch } = await import('launch-editor');
  return new Promise((resolve) => {
    // It says nothing if all is well.
    const timer = setTimeout(() => resolve(undefined), 1500);
    launch(`${file}:${line}:${column}`, editor, (_, why) => {
      clearTimeout(timer);
      resolve(`no editor was opened${why ? ` (${why.trim()})` : ''}: start the preview with --editor, such as --editor code`);
    });
  });
}

/** Words of a command line; quotation marks keep spaces. No shell reads it. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');

const filled = (word: string, place: Readonly<Record<string, string | number>>): string =>
  word.replace(/\{(file|line|column)\}/g, (_, name: string) => String(place[name]));

function run([command = '', ...args]: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('error', (cause) => resolve(`the editor "${command}" was not started: ${cause.message}`));
    child.once('spawn', () => {
      child.unref();
      resolve(undefined);
    });
  });
}
