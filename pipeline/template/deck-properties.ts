/** Properties of a deck's files: what its front matter says of it, where `pack.yaml` says nothing. */
import type { Edition } from '../select/types.ts';
import type { Transformed } from '../transform/types.ts';

export function withProperties({ edition, deck: { author, description, keywords } }: Transformed): Edition {
  const { options } = edition;
  const isComplete = options.authors.length > 0 || author === undefined;
  return {
    ...edition,
    options: {
      ...options,
      authors: isComplete ? options.authors : [{ name: author, role: undefined, organisation: undefined }],
      subject: options.subject ?? description,
      keywords: options.keywords.length > 0 ? options.keywords : [...keywords],
    },
  };
}
