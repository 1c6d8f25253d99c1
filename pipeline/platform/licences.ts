/** Build step: the licences of the packages bundled in `dist/`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** The SPDX identifier. */
  readonly id: string;
  /** Undefined if the package contains no licence file. */
  readonly file: string | undefined;
  readonly folder: string;
}

/** Where the part of a licence begins that is the same in every package. */
const general: Readonly<Record<string, RegExp>> = {
  MIT: /^Permission is hereby granted, free of charge[\s\S]*/m,
  'Apache-2.0': /^ *Apache License\n[\s\S]*/m,
};

/**
 * Package names, versions and licence texts, as one text.
 * @param folders package folders
 * @throws Error if a package has no licence text
 */
export function licenceTexts(folders: Iterable<string>): string {
  const licences = [...new Set(folders)].map(licenceOf);
  licences.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
  const entries = licences.map((licence) => {
    const { name, version, id } = licence;
    return `${'='.repeat(80)}\n${name} ${version}\nLicence: ${id}\n\n${textOf(licence, licences).trim()}\n`;
  });
  return `Parts of these packages are in this folder, and fonts of these packages are put into documents.\n\n${entries.join('\n')}`;
}

/** What a package in this folder says of itself. */
export function licenceOf(folder: string): Licence {
  const { name, version, license, licenses } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    /** The format of old packages. */
    licenses?: readonly { readonly type: string }[];
  };
  const id = license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
  return { name, version, id, folder, file: fileOf(folder, /^(licen[cs]e|copying)(\.\w+)?$/i) };
}

function fileOf(folder: string, name: RegExp): string | undefined {
  const file = readdirSync(folder).find((one) => name.test(one));
  return file && readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
}

/** For a package without a licence file: the copyright line in its readme, and the general part from another package. */
function textOf({ name, id, file, folder }: Licence, all: readonly Licence[]): string {
  if (file !== undefined) return file;
  const words = all
    .filter((other) => other.id === id)
    .map((other) => general[id]?.exec(other.file ?? '')?.[0])
    .find(Boolean);
  if (words === undefined) throw new Error(`no text of the licence ${id} for the package ${name}`);
  const readme = fileOf(folder, /^readme(\.\w+)?$/i) ?? '';
  const owners = /^.*\bcopyright\b.*$/im.exec(readme)?.[0] ?? '';
  return `${owners}\n\n${words}`;
}
