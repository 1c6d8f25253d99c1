import { kindNamed } from '../template/kinds/index.ts';
import type { DocumentName } from './types.ts';

/** The name of an edition's document, and its path in the output folder. */
export function documentName(
  { pack, audience, lang, isReview = false }: Pick<DocumentName, 'pack' | 'audience' | 'lang'> & { readonly isReview?: boolean },
  kind: string,
): DocumentName {
  const { file } = kindNamed(kind);
  // Nobody takes a draft with change marks for what is released.
  const name = isReview ? file.replace(/(?=\.pdf$)/, '-review') : file;
  return { path: [pack, audience, lang, name].join('/'), pack, audience, lang, kind };
}
