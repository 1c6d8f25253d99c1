/** Films, sounds and embedded pages: the poster, and a link to where a reader can see or hear them. */
import path from 'node:path';
import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import { mediaName, watchAddress } from '../../source/html/media.ts';
import type { Env } from '../env.ts';

export function player(node: Element, env: Env): ElementContent[] {
  const source = node.children.find((child) => child.type === 'element' && child.tagName === 'source' && child.properties['src']);
  const src = String(node.properties['src'] || (source?.type === 'element' && source.properties['src']) || '').trim();
  const poster = node.properties['poster'];
  const title = String(node.properties['title'] ?? '').trim();
  if (src === '' && !poster) return [];
  const { folder, withheldFiles, audience } = env.edition;
  const files = [path.resolve(path.dirname(env.source.path), src), path.resolve(folder, src)];
  if (files.some((file) => withheldFiles.has(file))) {
    env.report('IMAGE_WITHHELD', { name: src, audience }, node);
    return [];
  }
  const address = watchAddress(src);
  const isRemote = /^https?:\/\//i.test(address);
  const shown = isRemote
    ? address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')
    : (mediaName(src) ?? src.split('/').at(-1) ?? '');
  const label = title === shown ? '' : title;
  const link = isRemote
    ? h('a', { className: ['media__address'], href: address }, shown)
    : h('span', { className: ['media__address'] }, shown);
  const image = poster ? [h('img', { className: ['media__poster'], src: String(poster), alt: title || shown })] : [];
  const words = [...(label === '' ? [] : [h('span', { className: ['media__title'] }, label), ' ']), ...(shown === '' ? [] : [link])];
  const made = h('span', { className: ['media'] }, [
    ...image,
    h('span', { className: ['media__link'] }, [icon(), h('span', words)]),
  ]) as Element;
  made.position = node.position;
  for (const child of made.children) child.position = node.position;
  return [made];
}

/** The sign that everybody knows from players. It says nothing that the words do not. */
const icon = () =>
  s('svg', { className: ['media__icon'], viewBox: '0 0 24 24', ariaHidden: 'true' }, [
    s('circle', { cx: 12, cy: 12, r: 11 }),
    s('path', { d: 'M9.5 7.5 17 12l-7.5 4.5z' }),
  ]);
