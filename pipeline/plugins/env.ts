/** What a remark or rehype step is given beside its tree. */
import type { ElementContent } from 'hast';
import type { Context } from '../context.ts';
import { type Code, type catalogue, diagnostic } from '../diagnostics.ts';
import { placeOf } from '../syntax/place.ts';
import type { Edition, Heading, Place, Resource, SourceName } from '../types.ts';

type Positioned = Parameters<typeof placeOf>[0];
type ParamsOf<C extends Code> = Parameters<(typeof catalogue)[C]['message']>[0];

/** Everything of one fragment: a chapter, the body of a slide, or its notes. */
export interface Env {
  readonly edition: Edition;
  readonly source: SourceName;
  readonly context: Context;
  /** The fixed words of the edition's language. */
  readonly word: (key: string) => string;
  /** Prefix for identifiers that must differ from fragment to fragment. */
  readonly prefix: string;
  /** The next number for captions of this sort, or undefined where captions are not numbered. */
  readonly number: (sort: 'figure' | 'table' | 'equation') => number | undefined;
  /** Makes an id unique in its document; undefined where a fragment has no anchors. */
  readonly slug: ((text: string) => string) | undefined;
  /** Headings found, in order. */
  readonly headings: Heading[];
  /** Files that the page may load, by URL path. */
  readonly resources: Map<string, Resource>;
  readonly characters: Map<string, Place>;
  /** HTML that steps have made and the sanitiser does not see; `placed` puts it where its mark stands. */
  readonly placed: ElementContent[];
  /** Reports at a node of this file. */
  readonly report: <C extends Code>(code: C, params: ParamsOf<C>, node: Positioned) => void;
}

/** The `report` of a fragment of `source`. */
export function reporter(source: SourceName, context: Context): Env['report'] {
  return (code, params, node) => context.report(diagnostic(code, params as never, placeOf(node, source)));
}
