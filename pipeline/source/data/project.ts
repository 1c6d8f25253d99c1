/** The project that a pack belongs to: its images may be anywhere in it. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { readYaml } from '../config/yaml.ts';

type Disk = Pick<Files, 'confine' | 'isFile'>;

/**
 * The nearest folder, from the pack upwards, that holds a `package.json`, is the top of a Git repository, or holds the `content/`
 * that the pack is in. A pack outside of any project is its own. The top of the file system is nobody's project.
 */
export async function projectOf(pack: string, files: Pick<Files, 'isFile'>): Promise<string> {
  for (let folder = pack; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const isWithContent = path.relative(folder, pack).split(path.sep)[0] === 'content';
    if (isWithContent || (await isMarked(folder, files))) return folder;
  }
  return pack;
}

/** In a worktree or a submodule `.git` is a file. */
async function isMarked(folder: string, files: Pick<Files, 'isFile'>): Promise<boolean> {
  for (const name of ['package.json', '.git', '.git/HEAD']) if (await files.isFile(path.join(folder, name))) return true;
  return false;
}

/**
 * The file at an absolute path, if it is inside the pack or the project: always under the same path, so that rules of
 * `data` hold for it however it is named. Undefined if it is outside of both.
 */
export async function confineToProject(file: string, pack: string, files: Disk): Promise<string | undefined> {
  const own = await files.confine(pack, path.relative(pack, file));
  if (own !== undefined) return own;
  const project = await projectOf(pack, files);
  return project === pack ? undefined : files.confine(project, path.relative(project, file));
}

/**
 * The folder of another pack of the project that the file is in and under a rule of: who may see it there is not known here.
 * Undefined if there is none.
 */
export async function ruledByOther(file: string, pack: string, files: Disk & Pick<Files, 'text'>): Promise<string | undefined> {
  if (file.startsWith(pack + path.sep)) return undefined;
  const project = await projectOf(pack, files);
  for (let folder = path.dirname(file); folder.startsWith(project); folder = path.dirname(folder)) {
    const config = path.join(folder, 'pack.yaml');
    if (!(await files.isFile(config))) continue;
    const { value } = readYaml(await files.text(config), config);
    const keys = Object.keys((value as { data?: object } | null | undefined)?.data ?? {});
    for (const key of keys) if ((await confineToProject(path.resolve(folder, key), pack, files)) === file) return path.basename(folder);
  }
  return undefined;
}
