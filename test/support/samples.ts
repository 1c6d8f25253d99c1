/** Samples: a small pack each, with `expected.yaml` beside its `pack.yaml`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { BuildRequest } from '../../pipeline/build/types.ts';
import { home } from './cli.ts';

export const samplesFolder: string = path.join(home, 'test', 'samples');

export interface ExpectedArtifact {
  readonly pages: number;
  /** Printed texts, anywhere or on one page. */
  readonly texts?: readonly (string | { readonly page: number; readonly text: string })[];
  /** What must be nowhere in the file: not in print, not in the outline, not in its bytes. */
  readonly absent?: readonly string[];
  /** What must not be in print; for marks that are too short to be told from other bytes. */
  readonly unprinted?: readonly string[];
  /** What one page must not print. */
  readonly without?: readonly { readonly page: number; readonly text: string }[];
  /** Every address that links lead to, each once, in the order of the pages. */
  readonly links?: readonly string[];
  /** The whole outline, two spaces for every level. */
  readonly outline?: readonly string[];
  /** Families that must be embedded and used. */
  readonly fonts?: readonly string[];
  /** Width and height of every page in points. */
  readonly size?: readonly [number, number];
  readonly lang?: string;
  /** How many notes stand at the foot of the page that calls them first, each linked both ways. */
  readonly notes?: number;
  /** Alternative texts of figures. */
  readonly alt?: readonly string[];
}

export interface Expected {
  readonly exit: number;
  /** `file:line:column CODE`, all of them, in order. */
  readonly diagnostics: readonly string[];
  /** By `audience/kind`, or `audience/lang/kind` where the language is not English. All of them. */
  readonly artifacts: Readonly<Record<string, ExpectedArtifact>>;
  /** More that the build is asked for. */
  readonly options?: Partial<Pick<BuildRequest, 'kinds' | 'strict' | 'mode'>>;
}

export const sampleNames: readonly string[] = readdirSync(samplesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const keys: readonly string[] = ['exit', 'diagnostics', 'artifacts', 'options'] satisfies (keyof Expected)[];

/** @throws Error if it says what nobody would look at */
export function expectedOf(name: string): Expected {
  const expected = parse(readFileSync(path.join(samplesFolder, name, 'expected.yaml'), 'utf8')) as Expected;
  const strange = Object.keys(expected).find((key) => !keys.includes(key));
  if (strange !== undefined) throw new Error(`${name}/expected.yaml: "${strange}" means nothing there`);
  return expected;
}
