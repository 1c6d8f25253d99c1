/** Templates compiled by Handlebars, as plain JSON: those that come with Dossier are compiled at build time. */
import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { type Call, readCalls } from './calls.ts';

export interface Precompiled {
  /** All partials and helpers that it calls. */
  readonly calls: readonly Call[];
  /** JavaScript: an object for `Handlebars.template`. */
  readonly code: string;
}

/** @throws the error of Handlebars if the template is invalid */
export function precompile(text: string): Precompiled {
  const ast = Handlebars.parse(text);
  // Read first: compiling changes the tree.
  const calls = readCalls(ast);
  return { calls, code: String(Handlebars.precompile(ast, { strict: true })) };
}

/** Identifies a template by its text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
