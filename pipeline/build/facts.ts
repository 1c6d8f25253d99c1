/** What a release must know of packs before anything is built: state, version, audiences and their embargoes. */
import type { Place } from '../model/place.ts';
import type { Encryption } from '../pdf/encryption/index.ts';
import { type Context, collecting } from '../platform/context.ts';
import type { SignatureWishes } from '../platform/signer.ts';
import type { Status } from '../source/config/issue-fields.ts';
import { optionsFor } from '../source/config/load.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { source } from '../source/source.ts';
import { kindNames } from '../template/kinds/index.ts';

/** How an audience's documents are encrypted: the names of environment variables with the passwords, and what readers may do. */
export interface EncryptionFacts {
  readonly user?: string | undefined;
  readonly owner: string;
  readonly allow: Encryption['allowed'];
}

export interface PackFacts {
  readonly pack: string;
  readonly status?: Status | undefined;
  readonly version?: string | undefined;
  readonly at: { readonly status: Place; readonly version: Place };
  /** The pack's own first. */
  readonly languages: readonly string[];
  /** What it asks of its signatures. */
  readonly signature: SignatureWishes;
  readonly audiences: readonly { readonly name: string; readonly hasEmbargo: boolean; readonly encrypt?: EncryptionFacts | undefined }[];
}

/** Packs that cannot be read are left out: the build reports why. */
export async function factsOf(packs: readonly string[], context: Context): Promise<PackFacts[]> {
  const quiet = collecting(context).context;
  const all = await Promise.all(packs.map((folder) => source(folder, kindNames, quiet).catch(() => undefined)));
  return all.flatMap((languages) => {
    const [first] = languages ?? [];
    if (first === undefined || languages === undefined) return [];
    const { config, at, pack } = first;
    const audiences = printedAudiences(config).map((name) => {
      const { embargo, encrypt } = optionsFor(config, name);
      return { name, hasEmbargo: typeof embargo === 'string', encrypt };
    });
    return {
      pack,
      status: config.status,
      version: config.version,
      at: { status: at(['status']), version: at(['version']) },
      languages: languages.map(({ lang }) => lang),
      signature: { stamp: config.signature.stamp, level: config.signature.level },
      audiences,
    };
  });
}
