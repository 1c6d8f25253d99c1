/** What a remark or rehype step is given beside its tree. */

import type { ElementContent } from 'hast';
import type { Code, catalogue } from '../model/catalogue.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { placeOf } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Resource } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import type { Cite } from '../source/markdown/cites.ts';
import type { DataFiles, SourceName } from '../source/types.ts';
import type { Library } from './citations/library.ts';
import type { Glossary } from './glossary/glossary.ts';
import type { ChapterNumbers } from './numbering/numbers.ts';
import type { Label } from './references/label.ts';
import type { Heading, ImageCredit, IndexMark, ShownData } from './types.ts';

type Positioned = Parameters<typeof placeOf>[0];
type ParamsOf<C extends Code> = Parameters<(typeof catalogue)[C]['message']>[0];

/** A place in HTML whose words are known only later, by its index in `data-mark`. */
export interface Mark {
  readonly sort: 'reference' | 'citation';
  readonly cite: Cite;
}

/** Everything of one fragment: a chapter, the body of a slide, or its notes. */
export interface Env {
  readonly edition: Edition;
  /** Data files, with what selection has left of them. */
  readonly data: DataFiles;
  /** Whether something of this name (`source x`, `cite x`, `term x`) exists and is withheld. */
  readonly isWithheld: (name: string) => boolean;
  readonly source: SourceName;
  readonly context: Context;
  /** The fixed words of the edition's language. */
  readonly word: (key: string) => string;
  /** Prefix for identifiers that must differ from fragment to fragment. */
  readonly prefix: string;
  /** What gives numbers in its chapter; undefined where nothing is numbered, as on slides. */
  readonly numbers: ChapterNumbers | undefined;
  /** The next number of footnotes that run through the document. */
  readonly noteNumber: (() => number) | undefined;
  /** The next number of a reviewer's comment; undefined on slides. */
  readonly commentNumber: (() => number) | undefined;
  /** Makes an id unique in its document; undefined where a fragment has no anchors. */
  readonly slug: ((text: string) => string) | undefined;
  /** Headings found, in order. */
  readonly headings: Heading[];
  /** What references may point to, of all chapters. */
  readonly labels: Label[];
  readonly marks: Mark[];
  /** What may be cited; undefined for a pack without bibliography. */
  /** Marks for the index, of all chapters. */
  readonly indexMarks: IndexMark[];
  readonly library: Library | undefined;
  /** Terms and abbreviations; undefined for a pack without glossary. */
  readonly glossary: Glossary | undefined;
  /** Files that the page may load, by URL path. */
  readonly resources: Map<string, Resource>;
  /** Where characters beyond Latin-1 are first, by file. */
  readonly characters: Map<string, Map<string, Place>>;
  /** What was shown of data files, by their paths. */
  readonly shownData: Map<string, ShownData>;
  /** Who made images, by their absolute paths. */
  readonly knownCredits: ReadonlyMap<string, string>;
  /** Credits of the images that are shown, of all chapters and slides. */
  readonly credits: ImageCredit[];
  /** Ids of the pack's sources that the edition names. */
  readonly cited: Set<string>;
  /** HTML that steps have made and the sanitiser does not see; `placed` puts it where its mark is. */
  readonly placed: ElementContent[];
  /** Reports at a node of this file. */
  readonly report: <C extends Code>(code: C, params: ParamsOf<C>, node: Positioned) => void;
}

/** The `report` of a fragment of `source`. */
export function reporter(source: SourceName, context: Context): Env['report'] {
  return (code, params, node) => context.report(diagnostic(code, params as never, placeOf(node, source)));
}
