/** Releases by the command itself. */
import { execFileSync } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test } from '../support/folders.ts';
import { filesIn, repositoryWith } from '../support/release.ts';

/** A clock that is two years and a few hours ahead, in every thread. */
const shifted = `--import "data:text/javascript,${encodeURIComponent(
  'const ahead=7e10,Real=Date;globalThis.Date=class extends Real{constructor(...given){given.length===0?super(Real.now()+ahead):super(...given)}static now(){return Real.now()+ahead}}',
).replaceAll("'", '%27')}"`;

test('a release made again in another place, at another time, is the same to the byte', async ({ folder }) => {
  const first = await repositoryWith(path.join(folder, 'one'), {
    'content/ports/pack.yaml':
      'title: Ports\ndate: 2026-03-04\nkinds: [briefing, slides]\nstatus: final\naudiences: { desk: { label: Desk }, press: { label: Press } }\n',
    'content/ports/01-ports.md':
      '# Ports\n\nAll.[^a]\n\n[^a]: A note.\n\nOnly the desk.{audience=desk}\n\n::chart[Ships]{data="ships.csv" type=bar x=port y=ships alt="Bars."}\n',
    'content/ports/ships.csv': 'port,ships\nNorth,3\nSouth,5\n',
    'content/ports/slides.md': '# Ports\n\n---\n\n## Ships\n\n- Three\n- Five\n',
  });
  const second = path.join(folder, 'elsewhere', 'two');
  execFileSync('git', ['clone', '--quiet', first, second]);
  // Where a clone is from would be stated.
  execFileSync('git', ['remote', 'remove', 'origin'], { cwd: second });
  const made = async (place: string, jobs: string, env: Record<string, string>) => {
    const { code, stderr } = await dossier(['release', '1.0', '--jobs', jobs, '--cache-dir', path.join(place, '..', `cache-${jobs}`)], {
      cwd: place,
      env,
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return path.join(await realpath(place), 'release/ports/1.0');
  };
  const one = await made(first, '1', { TZ: 'Pacific/Honolulu' });
  const two = await made(second, '3', { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', NODE_OPTIONS: shifted });
  const names = await filesIn(one);
  expect(await filesIn(two)).toEqual(names);
  expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(4);
  for (const name of names)
    expect({ name, isSame: (await readFile(path.join(two, name))).equals(await readFile(path.join(one, name))) }).toEqual({
      name,
      isSame: true,
    });
});
