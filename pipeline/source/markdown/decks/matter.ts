/** Lines of front matter. */
import type { Line } from './lines.ts';

/** The key that a line begins, where it is at the left. */
export const topLevel = (text: string): string[] => {
  const key = /^["']?([A-Za-z_$][\w-]*)["']?[ \t]*:(?:\s|$)/.exec(text)?.[1];
  return key === undefined ? [] : [key];
};

export const keysIn = (matter: readonly Line[]): string[] => matter.flatMap(({ text }) => topLevel(text));
