import { embargoName } from '../source/locale/embargo.ts';
import { kindNamed } from '../template/kinds/index.ts';
import type { DocumentName } from './types.ts';

type Named = Pick<DocumentName, 'pack' | 'audience' | 'lang'> & {
  readonly isReview?: boolean;
  readonly options: { readonly embargo?: string | false | undefined };
};

/** The name of an edition's document, and its path in the output folder. */
export function documentName({ pack, audience, lang, isReview = false, options }: Named, kind: string): DocumentName {
  const { file } = kindNamed(kind);
  // Nobody takes a draft with change marks for what is released, or forgets an embargo.
  const marks = (isReview ? '-review' : '') + embargoMark(options.embargo);
  const name = file.replace(/(?=\.pdf$)/, marks);
  return { path: [pack, audience, lang, name].join('/'), pack, audience, lang, kind };
}

/** What an embargo adds to the name of a file; nothing without one. */
export const embargoMark = (embargo: string | false | undefined): string => (embargo ? `-embargo-${embargoName(embargo)}` : '');
