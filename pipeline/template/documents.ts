/** The documents of an edition: one for each kind, and the parts of composed kinds. */
import { contained } from '../model/contained.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Context, collecting } from '../platform/context.ts';
import type { Transformed } from '../transform/types.ts';
import { withClaims } from './claims.ts';
import { kindNamed } from './kinds/index.ts';
import { template } from './template.ts';
import type { Templated, TemplatedPart } from './types.ts';

/** One document, or undefined if problems stop it, and its diagnostics. */
export interface LaidOut {
  readonly kind: string;
  readonly document: Templated | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays out an edition as each of these kinds that has content.
 * @param kinds names, in the order of the edition
 */
export async function layOutKinds(edition: Transformed, kinds: readonly string[], context: Context): Promise<LaidOut[]> {
  const known = new Map<string, Promise<LaidOut>>();
  // A kind that is part of another is the same document there.
  const layOut = (kind: string): Promise<LaidOut> => {
    const laidOut = known.get(kind) ?? layOutOne(edition, kind, context);
    known.set(kind, laidOut);
    return laidOut;
  };
  const documents: LaidOut[] = [];
  for (const kind of kinds)
    if (kindNamed(kind).applies(edition)) documents.push(await withParts(await layOut(kind), edition, layOut, context));
  return documents;
}

async function layOutOne(edition: Transformed, kind: string, context: Context): Promise<LaidOut> {
  const own = collecting(context);
  const document = await template(edition, kind, own.context).catch(
    (cause) => void own.context.report(contained(cause, `laying out the ${kind}`, edition.edition.place)),
  );
  return { kind, document: document && withClaims(document, own.context), diagnostics: own.diagnostics };
}

/** The document with the parts of its kind. */
async function withParts(
  own: LaidOut,
  edition: Transformed,
  layOut: (kind: string) => Promise<LaidOut>,
  { files }: Context,
): Promise<LaidOut> {
  const wanted = kindNamed(own.kind).parts?.(edition);
  if (wanted === undefined || own.document === undefined) return own;
  const diagnostics = [...own.diagnostics];
  const parts: TemplatedPart[] = [];
  for (const part of wanted) {
    if ('kind' in part) {
      const { document, diagnostics: more } = await layOut(part.kind);
      diagnostics.push(...more);
      if (document === undefined) return { kind: own.kind, document: undefined, diagnostics };
      parts.push({ id: part.id, prefix: part.prefix, document });
    } else {
      const file = await files.confine(edition.edition.folder, part.file);
      // `source` has already reported a missing file.
      if (file !== undefined && (await files.isFile(file))) parts.push({ ...part, file, name: part.file });
    }
  }
  const whole = withClaims({ ...own.document, parts }, { report: (one) => void diagnostics.push(one) });
  return { kind: own.kind, document: whole, diagnostics };
}
