/** The files that `pack.yaml` names, and the list of what was fetched. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { hasLockedMetadata } from '../../platform/image-metadata/index.ts';
import type { PackConfig } from '../config/schema.ts';
import type { Source } from '../types.ts';
import { lockFrom, lockName } from './fetch-lock.ts';
import { readImage } from './image-file.ts';
import { findImage, nearestImage } from './images.ts';

type Reading = Pick<Context, 'files' | 'report'>;

/** Images whose metadata cannot be removed here. */
const isOtherImage = /\.(tiff?|avif|hei[cf]|jxl|dng)$/i;

/** The files that `pack.yaml` names, beside chapters and data: logos, annexes, attachments. */
export async function checkFiles(folder: string, config: PackConfig, at: Source['at'], { files, report }: Reading): Promise<void> {
  await checkLock(folder, { files, report });
  const audiences = Object.keys(config.audiences).map((name) => ['audiences', name, 'logo']);
  const logos = [['logo'], ...audiences].flatMap((steps) => {
    const logo = steps.length === 1 ? config.logo : config.audiences[steps[1] as string]?.logo;
    return logo === undefined ? [] : [{ name: logo, place: at(steps) }];
  });
  const annexes = config.annexes.map(({ file }, index) => ({
    name: file,
    place: at(['annexes', index, 'file']),
    isGiven: false,
  }));
  const lists = [['attachments'], ...Object.keys(config.audiences).map((name) => ['audiences', name, 'attachments'])];
  const attachments = lists.flatMap((steps) =>
    ((steps.length === 1 ? config.attachments : config.audiences[steps[1] as string]?.attachments) ?? []).flatMap((one, index) =>
      typeof one === 'string' ? [] : [{ name: one.file, place: at([...steps, index, 'file']), isGiven: true }],
    ),
  );
  for (const { name, place } of logos) await checkLogo(name, place, folder, { files, report });
  for (const { name, place, isGiven } of [...annexes, ...attachments]) {
    const file = await files.confine(folder, name);
    if (file === undefined) report(diagnostic('PATH_OUTSIDE', { name }, place));
    else if (!(await files.isFile(file)))
      report(diagnostic('FILE_MISSING', { name, near: nearest(name, await files.tree(folder)) }, place));
    else if (isGiven && config.images.metadata !== 'keep' && isOtherImage.test(file) && hasLockedMetadata(await files.bytes(file)))
      report(diagnostic('IMAGE_METADATA', { name }, place));
  }
}

async function checkLock(folder: string, { files, report }: Reading): Promise<void> {
  const file = path.join(folder, lockName);
  if ((await files.isFile(file)) && lockFrom(await files.text(file).catch(() => '')) === undefined)
    report(diagnostic('FETCH_LOCK', {}, { file: files.shown(file) }));
}

async function checkLogo(name: string, place: Place, folder: string, { files, report }: Reading): Promise<void> {
  const found = await findImage(name, { path: path.join(folder, 'pack.yaml') }, folder, files);
  if (found.sort === 'remote') return report(diagnostic('REMOTE_BLOCKED', { name }, place));
  if (found.sort === 'outside') return report(diagnostic('IMAGE_OUTSIDE', { name }, place));
  if (found.sort === 'missing') return report(diagnostic('IMAGE_MISSING', { name, near: await nearestImage(name, folder, files) }, place));
  if (found.sort !== 'file') return;
  const read = await readImage(found, files);
  if (read.sort !== 'image') report(diagnostic(read.sort, { name }, place));
  else if (found.instead !== undefined) report(diagnostic('IMAGE_ELSEWHERE', { name, instead: found.instead }, place));
}
