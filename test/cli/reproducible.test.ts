/** The same source gives the same bytes, whatever a process is started with. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { build as buildHere } from '../support/build.ts';
import { build } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { samplesFolder } from '../support/samples.ts';

let reference: Readonly<Record<string, string>>;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'dossier-same-'));
  await copyTo(home);
  const { result } = await buildHere('data-tables', home, { jobs: 3 }, { cwd: path.join(home, 'one'), env: { TZ: 'UTC' } });
  reference = hashesOf(result);
});
afterAll(() => rm(home, { recursive: true, force: true }));

// Headings of cells have identifiers, which Chrome takes from a counter: a sample with tables in two languages.
const copyTo = (folder: string) =>
  cp(path.join(samplesFolder, 'data-tables'), path.join(folder, 'one', 'data-tables'), { recursive: true });

const hashesOf = ({ artifacts }: { readonly artifacts: readonly { readonly path: string; readonly sha256: string }[] }) =>
  Object.fromEntries(artifacts.map((artifact) => [artifact.path, artifact.sha256]));

describe('the same source gives the same bytes', () => {
  const changes: Record<string, Record<string, string>> = {
    'in another time zone': { TZ: 'Pacific/Kiritimati' },
    'in another locale, at another SOURCE_DATE_EPOCH': { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', SOURCE_DATE_EPOCH: '1000000000' },
  };
  test.for(Object.entries(changes))('%s', async ([, env], { folder, expect }) => {
    await copyTo(folder);
    const { result } = await build('data-tables', folder, ['--force'], { cwd: path.join(folder, 'one'), env });
    expect(Object.keys(reference).length).toBeGreaterThan(1);
    // The reference was built by the library, in this process.
    expect(hashesOf(result)).toEqual(reference);
    const bytes = await readFile(path.join(folder, 'out', result.artifacts[0]?.path ?? ''));
    expect(bytes.includes(path.basename(folder))).toBe(false);
  });
});
