import { kindNamed } from '../template/kinds/index.ts';
import type { DocumentName } from './types.ts';

/** Names a document of an edition, and says where it is published. */
export function documentName({ pack, audience, lang }: Pick<DocumentName, 'pack' | 'audience' | 'lang'>, kind: string): DocumentName {
  return { path: [pack, audience, lang, kindNamed(kind).file].join('/'), pack, audience, lang, kind };
}
