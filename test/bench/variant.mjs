/** Dossier with some of its modules replaced: what a part of it costs is seen by leaving it out, for which it has no switch itself. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Bundles it in a folder of its own.
 * @param replaced source texts by path from the project's root
 * @returns its command
 */
export async function variant({ root, folder }, name, replaced) {
  const home = path.join(folder, name);
  await mkdir(home);
  const { default: config } = await loadConfig(root, home);
  const replacing = { name: 'replaced', load: (id) => replaced[path.relative(root, id).split(path.sep).join('/')] };
  // Everything beside the program's own files is that of the one that is there.
  const own = config.plugins.filter((plugin) => ['plain-visits', 'unneeded'].includes(plugin.name));
  const bundle = await rolldown({ ...config, cwd: root, plugins: [replacing, ...own], logLevel: 'silent' });
  await cp(path.join(root, 'dist'), path.join(home, 'dist'), { recursive: true });
  await bundle.write({ ...config.output, dir: path.join(home, 'dist'), cleanDir: false });
  // Compiled code is kept by this name: another program has another.
  const version = await readFile(path.join(root, 'dist/version'), 'utf8');
  const hash = createHash('sha256')
    .update(JSON.stringify([name, replaced, version]))
    .digest('hex');
  await writeFile(path.join(home, 'dist/version'), hash);
  await cp(path.join(root, 'templates'), path.join(home, 'templates'), { recursive: true });
  await cp(path.join(root, 'package.json'), path.join(home, 'package.json'));
  await symlink(path.join(root, 'node_modules'), path.join(home, 'node_modules'));
  return path.join(home, 'dist/cli.js');
}

/** The configuration is TypeScript, and Node 20 reads none. */
async function loadConfig(root, home) {
  const file = path.join(home, 'config.mjs');
  const bundle = await rolldown({
    input: path.join(root, 'rolldown.config.ts'),
    platform: 'node',
    external: /^(?!\.|\/)/,
    logLevel: 'silent',
  });
  await bundle.write({ file, format: 'esm' });
  // Packages are found from where the program is.
  const place = path.join(root, 'node_modules/.cache', `bench-config-${process.pid}.mjs`);
  await mkdir(path.dirname(place), { recursive: true });
  await rename(file, place).catch(async () => writeFile(place, await readFile(file)));
  try {
    return await import(place);
  } finally {
    await rm(place, { force: true });
  }
}
