/** Plans a new pack: which files it consists of, in its folder and in the project around it. Nothing is written here. */
import path from 'node:path';
import { diskFiles } from '../platform/files.ts';
import { projectOf } from '../source/data/project.ts';
import { withSchemaLine } from './pack-yaml.ts';
import { ciFiles, projectFiles } from './project-files.ts';
import { starterFiles } from './starter.ts';
import type { Answers, CiName, InitPlan, NewFile, PlannedPack } from './types.ts';
import { inTheWay } from './write-files.ts';

/** A pack from a starting point. */
export async function planStarter(pack: string, name: string, answers: Answers, ci: CiName | undefined): Promise<InitPlan> {
  const files = await starterFiles(name, answers);
  const { lang = 'en' } = answers;
  const notes = /^en\b/i.test(lang)
    ? []
    : [`its sample text is in English, to be written over; fixed words, dates and numbers are those of "${lang}"`];
  return planPack({ pack, files, lost: [], notes }, ci);
}

/** The pack's files with those of its project. What the project has already stays as it is, except a workflow: that was asked for. */
export async function planPack({ pack, files, lost, notes }: PlannedPack, ci: CiName | undefined): Promise<InitPlan> {
  const project = await projectOf(pack, diskFiles(pack));
  const around = inFolder(project, projectFiles(project, pack));
  const there = new Set(await inTheWay(around.map((file) => file.path)));
  const kept = [...there].map((file) => path.relative(project, file).split(path.sep).join('/'));
  const workflow = ci === undefined ? [] : inFolder(project, ciFiles(ci, path.relative(project, pack).split(path.sep).join('/')));
  const config = files['pack.yaml'];
  const own = typeof config === 'string' ? { ...files, 'pack.yaml': withSchemaLine(config, pack, project) } : files;
  return {
    pack,
    files: [...inFolder(pack, own), ...around.filter((file) => !there.has(file.path)), ...workflow],
    lost,
    notes: [
      ...notes,
      ...(kept.includes('.gitignore') ? ['.gitignore is there already: make sure that it has a line "output/"'] : []),
      ...(ci === undefined ? [] : ['the workflow runs "npm ci": it needs a package.json and a package-lock.json that name dossier']),
    ],
  };
}

const inFolder = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): NewFile[] =>
  Object.entries(files).map(([name, content]) => ({ path: path.join(folder, name), content }));
