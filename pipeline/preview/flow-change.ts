/** What is different between two versions of a document, so that no more than that goes to a window. */
import type { FlowChange } from './types.ts';

interface Version {
  readonly id: string;
  readonly html: string;
}

/** @param before what the window has, if that is known */
export function changeFrom(before: Version | undefined, now: Version): FlowChange {
  if (before === undefined) return { id: now.id, of: null, start: 0, end: 0, html: now.html };
  const start = sharedStart(before.html, now.html);
  const end = sharedEnd(before.html, now.html, start);
  return { id: now.id, of: before.id, start, end, html: now.html.slice(start, now.html.length - end) };
}

/** Characters that are compared at once: of equal strings that is as fast as can be. */
const step = 4096;

/** How many characters two texts begin with alike. */
function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + step <= most && a.slice(at, at + step) === b.slice(at, at + step)) at += step;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/** How many they end with alike, without those that they begin with. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let at = 0;
  while (at + step <= most && a.slice(a.length - at - step, a.length - at) === b.slice(b.length - at - step, b.length - at)) at += step;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at += 1;
  return at;
}
