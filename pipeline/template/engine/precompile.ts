/** Templates as Handlebars compiles them, as plain JSON: those that come with Dossier are compiled when it is built. */
import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { type Call, readCalls } from './calls.ts';

export interface Precompiled {
  /** All that it calls by name. */
  readonly calls: readonly Call[];
  /** JavaScript: an object for `Handlebars.template`. */
  readonly code: string;
}

/** @throws what Handlebars throws where the template is wrong */
export function precompile(text: string): Precompiled {
  const ast = Handlebars.parse(text);
  // Read first: compiling changes the tree.
  const calls = readCalls(ast);
  return { calls, code: String(Handlebars.precompile(ast, { strict: true })) };
}

/** Names a template by its text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
