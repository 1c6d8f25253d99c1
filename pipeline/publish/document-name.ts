import { kindNamed } from '../template/kinds/index.ts';
import type { DocumentName } from './types.ts';

/** The name of an edition's document, and its path in the output folder. */
export function documentName({ pack, audience, lang }: Pick<DocumentName, 'pack' | 'audience' | 'lang'>, kind: string): DocumentName {
  return { path: [pack, audience, lang, kindNamed(kind).file].join('/'), pack, audience, lang, kind };
}
