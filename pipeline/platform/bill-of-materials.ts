/** What the program consists of, as CycloneDX 1.6 has it: made when the program is built, and part of every release. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { licenceOf } from './licences.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  /** It is in the program's own files, and not installed beside them. */
  readonly isBundled: boolean;
  readonly isOptional: boolean;
}

/**
 * @param bundled folders of packages that are in the bundle
 * @param root folder of the program's own package.json and lock file
 */
export function billOfMaterials(bundled: Iterable<string>, root: string): string {
  const own = readJson(path.join(root, 'package.json')) as Package;
  const components = [...new Set(bundled)].map((folder) => bundledPackage(folder)).concat(installedPackages(root));
  const named = new Map(components.map((one) => [purl(one), one]));
  const program = { type: 'application', 'bom-ref': purl(own), name: own.name, version: own.version, purl: purl(own) };
  const all = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => entry(one));
  const text = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: program }, components: all };
  return `${JSON.stringify(text)}\n`;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function bundledPackage(folder: string): Component {
  const { name, version, id } = licenceOf(folder);
  return { name, version, licence: id, isBundled: true, isOptional: false };
}

/** What npm installs beside the program: everything in the lock file that is not only for its development. */
function installedPackages(root: string): Component[] {
  const { packages } = readJson(path.join(root, 'package-lock.json')) as {
    readonly packages: Readonly<
      Record<string, Package & { readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean }>
    >;
  };
  return Object.entries(packages).flatMap(([place, { version, license, dev, devOptional, optional }]) => {
    const name = place.split('node_modules/').at(-1) ?? '';
    if (name === '' || dev || devOptional) return [];
    return [{ name, version, licence: license, isBundled: false, isOptional: optional === true }];
  });
}

const purl = ({ name, version }: Pick<Package, 'name' | 'version'>): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

function entry(one: Component): unknown {
  const licence =
    one.licence === undefined
      ? {}
      : { licenses: [/ (?:OR|AND|WITH) /.test(one.licence) ? { expression: one.licence } : { license: licenceEntry(one.licence) }] };
  const properties = [{ name: 'dossier:delivery', value: one.isBundled ? 'in the bundle' : 'installed' }];
  const scope = one.isOptional ? { scope: 'optional' } : {};
  return { type: 'library', 'bom-ref': purl(one), name: one.name, version: one.version, ...scope, ...licence, purl: purl(one), properties };
}

/** Identifiers of SPDX have no spaces. */
const licenceEntry = (licence: string): { id: string } | { name: string } =>
  /^[\w.+-]+$/.test(licence) ? { id: licence } : { name: licence };
