/** Who gets numbered copies: a CSV file with a line for each recipient, and passwords from the environment or from a file. */
import { readFile } from 'node:fs/promises';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import { csvRecords } from '../../source/data/csv.ts';

export interface Recipient {
  readonly number: string;
  readonly name: string;
  readonly audience: string;
  /** Opens the copies; undefined for copies that anybody may open. */
  readonly password: string | undefined;
}

export interface CopiesRequest {
  /** Absolute path of the list of recipients. */
  readonly recipients: string;
  /** Absolute path of a list of passwords by number. */
  readonly passwords?: string | undefined;
}

interface Asked extends CopiesRequest {
  /** Audiences that have documents. */
  readonly audiences: readonly string[];
  /** A password, by the name of its environment variable. */
  readonly secret: (name: string) => string | undefined;
  readonly shown: (file: string) => string;
}

const columns = ['number', 'name', 'audience', 'password'];

/** A number names a folder. */
const isNumber = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u.test(text) && !text.endsWith('.');

/** Reads the list. Messages never show a password. */
export async function readRecipients(asked: Asked): Promise<{ recipients: Recipient[]; diagnostics: Diagnostic[] }> {
  const { recipients: file, passwords, audiences, secret, shown } = asked;
  const read = csvRecords(await readFile(file, 'utf8'), shown(file));
  if ('problems' in read) return { recipients: [], diagnostics: [...(read.problems ?? [])] };
  const head = read.head ?? [];
  const diagnostics: Diagnostic[] = [];
  const top: Place = { file: shown(file), line: 1, column: 1 };
  for (const name of head.filter((one) => !columns.includes(one)))
    diagnostics.push(diagnostic('COPIES_COLUMN', { name, near: nearest(name, columns), known: columns }, top));
  if (!head.includes('name')) diagnostics.push(diagnostic('COPIES_COLUMN', { name: '', near: undefined, known: columns }, top));
  if (read.rows.length === 0) diagnostics.push(diagnostic('COPIES_RECIPIENT', { why: 'the list names nobody' }, top));
  const fromFile = passwords === undefined ? undefined : await readPasswords(passwords, shown);
  diagnostics.push(...(fromFile?.diagnostics ?? []));
  const recipients: Recipient[] = [];
  for (const [index, row] of read.rows.entries()) {
    const at = read.places[index] as Place;
    const text = (column: string) => String(row[column] ?? '').trim();
    const [name, number] = [text('name'), text('number') || String(index + 1)];
    const audience = text('audience') || (audiences.length === 1 ? (audiences[0] ?? '') : '');
    const why = problemOf({ name, number, audience }, recipients, audiences);
    if (why !== undefined) diagnostics.push(diagnostic('COPIES_RECIPIENT', { why }, at));
    const variable = text('password');
    const own = fromFile?.passwords.get(number);
    const password = variable === '' ? own : secret(variable);
    if (variable !== '' && own !== undefined)
      diagnostics.push(
        diagnostic('COPIES_PASSWORD', { number, why: 'the list names a variable, and the file of passwords has one, too' }, at),
      );
    else if (variable !== '' && !password)
      diagnostics.push(diagnostic('COPIES_PASSWORD', { number, why: `the environment variable ${variable} is not set` }, at));
    else if (variable === '' && fromFile !== undefined && !own)
      diagnostics.push(diagnostic('COPIES_PASSWORD', { number, why: `${shown(passwords ?? '')} has none` }, at));
    recipients.push({ number, name, audience, password });
  }
  return { recipients, diagnostics };
}

function problemOf(
  { name, number, audience }: Pick<Recipient, 'name' | 'number' | 'audience'>,
  before: readonly Recipient[],
  audiences: readonly string[],
): string | undefined {
  if (name === '') return 'the recipient has no name';
  if (!isNumber(number)) return `"${number}" cannot be the number of a copy: use letters, digits, ".", "-" and "_"`;
  if (before.some((one) => one.number.toLowerCase() === number.toLowerCase())) return `the number ${number} is given twice`;
  if (audience === '') return `the audience is missing, and there are several: ${audiences.join(', ')}`;
  return audiences.includes(audience) ? undefined : `no documents are released for "${audience}", only for ${audiences.join(', ')}`;
}

async function readPasswords(
  file: string,
  shown: Asked['shown'],
): Promise<{ passwords: Map<string, string>; diagnostics: readonly Diagnostic[] }> {
  const passwords = new Map<string, string>();
  const read = csvRecords(await readFile(file, 'utf8'), shown(file));
  if ('problems' in read) return { passwords, diagnostics: read.problems ?? [] };
  const wanted = ['number', 'password'];
  const missing = wanted.filter((name) => !(read.head ?? []).includes(name));
  const place = { file: shown(file), line: 1, column: 1 };
  if (missing.length > 0)
    return { passwords, diagnostics: [diagnostic('COPIES_COLUMN', { name: '', near: undefined, known: wanted }, place)] };
  for (const row of read.rows) passwords.set(String(row['number']), String(row['password']));
  return { passwords, diagnostics: [] };
}
