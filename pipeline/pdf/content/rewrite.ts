/**
 * Rewrites the content of a page in one pass (ISO 32000-1, 14.6 and 14.8): untagged content becomes an artifact, and so does tagged
 * content without meaning (borders, backgrounds, rules); text is written compactly; runs can be replaced. Implemented in
 * WebAssembly (`wasm/`).
 */
import { borrow } from '../../platform/modules.ts';
import { Engine } from './engine.ts';
import { identity, type Matrix, multiplied } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import type { Host } from './module.ts';
import type { Run } from './run.ts';

export interface Rewriting extends Omit<Host, 'inlines' | 'inlined'> {
  /** The content of a form that has marks and must be inlined into the page; undefined for any other. */
  readonly form: (name: string, state: string) => Form | undefined;
}

/** A form that is inlined into the page. */
export interface Form {
  /** Operators before its content. */
  readonly open: string;
  readonly matrix: Matrix;
  readonly content: Buffer;
  /** The content once it is known with which matrix it is painted; undefined where that makes no difference. */
  readonly placed?: ((matrix: Matrix) => Buffer) | undefined;
}

/**
 * @param matrix transformation matrix at the start of the content
 * @throws Error if graphics states are nested too deeply
 */
export function rewriteContent(bytes: Buffer, rewriting: Rewriting, matrix: Matrix = identity): Buffer {
  let form: Form | undefined;
  const inlines = (name: string, state: string) => {
    form = rewriting.form(name, state);
    return form !== undefined;
  };
  const inlined = (now: Matrix) => {
    const { open, matrix: own, content, placed } = form as Form;
    const start = multiplied(own, now);
    const inner = rewriteContent(placed?.(start) ?? content, rewriting, start);
    return Buffer.concat([Buffer.from(`q\n${open}`, 'latin1'), inner, Buffer.from('\nQ\n')]);
  };
  // Nested forms each borrow another engine.
  return borrow(Engine, (engine) => engine.rewrite(bytes, { ...rewriting, inlines, inlined }, matrix));
}

/** Visits the runs that contain a Dossier placeholder, in all text that can be parsed. */
export function findMarks(bytes: Buffer, fonts: ReadonlyMap<string, PdfFont>, visit: (run: Run) => void): void {
  borrow(Engine, (engine) => engine.findMarks(bytes, fonts, visit));
}
