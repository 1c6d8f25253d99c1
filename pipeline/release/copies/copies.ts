/** Numbered copies of what an audience is given: a folder for each recipient, and a ledger for the publisher. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../../platform/hash.ts';
import { writeFolder } from '../folder.ts';
import type { Placed } from '../layout.ts';
import type { Made } from '../origin.ts';
import type { Folder, ReleaseRequest } from '../types.ts';
import { copyOf } from './copy.ts';
import type { Recipient } from './recipients.ts';

/** No audience has this name: names of audiences begin with a letter. */
export const copiesFolder = '_copies';

/** Recipients whose names are drawn at once. */
const atOnce = 50;

/**
 * Makes all copies.
 * @param folders those of audiences, as they are released
 */
export async function makeCopies(folders: ReadonlyMap<string, Folder>, made: Made, request: ReleaseRequest): Promise<void> {
  const recipients = made.recipients.filter(({ audience }) => folders.has(audience));
  const ledger: string[][] = [['number', 'name', 'audience', 'file', 'sha256', 'encrypted']];
  for (let at = 0; at < recipients.length; at += atOnce) {
    const some = recipients.slice(at, at + atOnce);
    const texts = await Promise.all(some.map((one) => lineOf(one, folders, made, request)));
    const drawn = await request.stamps(texts);
    for (const [index, recipient] of some.entries()) {
      const folder = folders.get(recipient.audience) as Folder;
      const copy = await copiedFolder(folder, recipient, drawn[index] as (typeof drawn)[number], made, request);
      await writeFolder(copy, made, request);
      const { number, name, audience, password } = recipient;
      for (const [file, bytes] of copy.files)
        ledger.push([number, name, audience, `${audience}/${number}/${file}`, sha256(bytes), password === undefined ? 'no' : 'yes']);
    }
  }
  const target = path.join(made.whole, copiesFolder);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'ledger.csv'), ledger.map((row) => `${row.map(cell).join(',')}\n`).join(''));
}

/** A cell is no formula for a spreadsheet. */
const cell = (text: string): string => {
  const plain = /^[=+@\t-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** `Copy 7, Jane Doe`, in the language of the documents. */
async function lineOf(
  { number, name, audience }: Recipient,
  folders: ReadonlyMap<string, Folder>,
  made: Made,
  request: ReleaseRequest,
): Promise<string> {
  const own = folders.get(audience)?.placed ?? [];
  const pack = made.facts.find((one) => own.some(({ artifact }) => artifact.pack === one.pack));
  const lang = pack?.languages.find((one) => own.some(({ artifact }) => artifact.lang === one)) ?? 'en';
  const { fillPattern } = await import('../../source/locale/patterns.ts');
  return fillPattern((await request.words(lang))('copy'), { number, name });
}

async function copiedFolder(
  folder: Folder,
  { number, name, password }: Recipient,
  stamp: Awaited<ReturnType<ReleaseRequest['stamps']>>[number],
  { facts, whole }: Made,
  { secret, sign }: ReleaseRequest,
): Promise<Folder> {
  const files = new Map<string, Uint8Array>();
  const placed: Placed[] = [];
  for (const { artifact, path: own } of folder.placed) {
    const pack = facts.find((one) => one.pack === artifact.pack);
    const security = pack?.audiences.find((one) => one.name === folder.audience)?.encrypt;
    const owner = security && secret(security.owner);
    const encryption =
      password === undefined ? undefined : { user: password, owner: owner ?? password, allowed: security?.allow ?? ['print' as const] };
    const kept = encryption ?? (security && { user: secret(security.user ?? '') ?? '', owner: owner ?? '', allowed: security.allow });
    const { bytes, signatureCapacity } = copyOf(folder.files.get(own) as Uint8Array, { number, name, stamp, owner, encryption: kept });
    const signed = signatureCapacity === null || sign === undefined ? bytes : await sign(bytes, signatureCapacity, pack?.signature ?? {});
    const target = own.replace(/(?=\.pdf$)/, `-copy-${number}`);
    files.set(target, signed);
    placed.push({ path: target, artifact: { ...artifact, bytes: signed.length, sha256: sha256(signed) } });
  }
  const at = path.join(whole, copiesFolder, folder.audience, number);
  return { at, audience: folder.audience, placed, files, notes: new Map(), copy: number };
}
