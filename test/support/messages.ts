/** Every message that Dossier may show, with sample values in it: for readers of the list, and for the test that holds it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { catalogue } from '../../pipeline/model/catalogue.ts';
import { home } from './cli.ts';

/** What may stand in a message: its name in brackets, and for what is counted or listed a value of that sort. */
const samples: Readonly<Record<string, unknown>> = {
  known: ['first', 'second'],
  names: ['first', 'second'],
  near: undefined,
  count: 2,
  by: 12,
  size: 65,
  line: 7,
  column: 3,
  lines: 2,
};
const params = new Proxy({}, { get: (_, name) => (String(name) in samples ? samples[String(name)] : `‹${String(name)}›`) }) as never;

/** Each diagnostic: severity, code, message and remedy. */
export function diagnosticTexts(): string {
  const entries = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries
    .map(([code, { severity, message, remedy }]) => `${severity} ${code}\n    ${message(params)}\n    ${remedy(params)}\n`)
    .join('');
}

const commands = ['', 'build', 'check', 'verify', 'explain', 'schema'];

/** The help of every command. */
export function helpTexts(): string {
  return commands
    .map((command) => {
      const argv = [path.join(home, 'dist/cli.js'), ...(command ? [command] : []), '--help'];
      return `$ dossier ${argv.slice(1).join(' ')}\n${execFileSync(process.execPath, argv, { encoding: 'utf8' })}\n`;
    })
    .join('');
}
