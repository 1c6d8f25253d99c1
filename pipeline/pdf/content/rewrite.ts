/**
 * A page's content, written anew in one pass (ISO 32000-1, 14.6 and 14.8): what belongs to no tag becomes an artifact, and
 * so does what is tagged but says nothing (borders, grounds, rules); text takes less room; runs can be replaced. WebAssembly
 * does it (`wasm/`).
 */
import { borrow } from '../../platform/modules.ts';
import { Engine } from './engine.ts';
import { identity, type Matrix, multiplied } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import type { Host } from './module.ts';
import type { Run } from './run.ts';

export interface Rewriting extends Omit<Host, 'inlines' | 'inlined'> {
  /** What a form holds that has marks of its own, so that it must become a part of the page; undefined for any other. */
  readonly form: (name: string, state: string) => Form | undefined;
}

/** A form that becomes a part of the page. */
export interface Form {
  /** Operators that come before its content. */
  readonly open: string;
  readonly matrix: Matrix;
  readonly content: Buffer;
}

/**
 * @param matrix what holds where the content begins
 * @throws Error if graphics states are nested without end
 */
export function rewriteContent(bytes: Buffer, rewriting: Rewriting, matrix: Matrix = identity): Buffer {
  let form: Form | undefined;
  const inlines = (name: string, state: string) => {
    form = rewriting.form(name, state);
    return form !== undefined;
  };
  const inlined = (now: Matrix) => {
    const { open, matrix: own, content } = form as Form;
    const inner = rewriteContent(content, rewriting, multiplied(own, now));
    return Buffer.concat([Buffer.from(`q\n${open}`, 'latin1'), inner, Buffer.from('\nQ\n')]);
  };
  // Another for each form inside of another.
  return borrow(Engine, (engine) => engine.rewrite(bytes, { ...rewriting, inlines, inlined }, matrix));
}

/** Shows the runs that hold a mark of Dossier's own, wherever text is written in a way that can be read. */
export function findMarks(bytes: Buffer, fonts: ReadonlyMap<string, PdfFont>, visit: (run: Run) => void): void {
  borrow(Engine, (engine) => engine.findMarks(bytes, fonts, visit));
}
