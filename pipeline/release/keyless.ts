/**
 * Signs statements as the job of CI that runs, with Sigstore and no key of one's own. Its library is loaded here alone, and only when it
 * is asked for: who does not use it does not install it.
 */
import { createRequire } from 'node:module';
import { diagnostic, Stop } from '../model/diagnostic.ts';

/** Gives a Sigstore bundle (JSON) for a statement. */
export type Keyless = (body: Buffer, type: string) => Promise<string>;

export interface KeylessOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file or URL from which the library is looked for. */
  readonly from: string;
}

/** What is used of `@sigstore/sign` 4. */
interface Library {
  readonly CIContextProvider: new (audience: string) => { getToken: () => Promise<string> };
  readonly FulcioSigner: new (options: object) => object;
  readonly RekorWitness: new (options: object) => object;
  readonly DSSEBundleBuilder: new (options: object) => { create: (artifact: { data: Buffer; type: string }) => Promise<object> };
  readonly DEFAULT_FULCIO_URL: string;
  readonly DEFAULT_REKOR_URL: string;
}

const place = { file: 'dossier', line: 1, column: 1 };

/** @throws Stop if this is no job of CI that Sigstore knows, or the library is not installed */
export function keylessSigner({ env, from }: KeylessOptions): Keyless {
  // On GitHub a job asks for its identity; others hand it over.
  if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] && !env['SIGSTORE_ID_TOKEN']) throw new Stop(2, [diagnostic('SIGSTORE_IDENTITY', {}, place)]);
  const { library, toJson } = load(from);
  const signer = new library.FulcioSigner({
    fulcioBaseURL: env['SIGSTORE_FULCIO_URL'] || library.DEFAULT_FULCIO_URL,
    identityProvider: { getToken: async () => env['SIGSTORE_ID_TOKEN'] || new library.CIContextProvider('sigstore').getToken() },
    timeout: 30_000,
  });
  const witness = new library.RekorWitness({
    rekorBaseURL: env['SIGSTORE_REKOR_URL'] || library.DEFAULT_REKOR_URL,
    entryType: 'dsse',
    timeout: 30_000,
  });
  const builder = new library.DSSEBundleBuilder({ signer, witnesses: [witness] });
  return async (body, type) => {
    try {
      return JSON.stringify(toJson(await builder.create({ data: body, type })));
    } catch (cause) {
      const { code = '', message } = cause as Error & { code?: string };
      // Its message would quote the token, which is a secret.
      const why = code.startsWith('IDENTITY_TOKEN') ? 'the identity of the job cannot be read' : message;
      throw new Stop(3, [diagnostic('SIGSTORE_FAILED', { why }, place)]);
    }
  };
}

function load(from: string): { library: Library; toJson: (bundle: object) => unknown } {
  try {
    const at = createRequire(from).resolve('@sigstore/sign');
    // What bundles are written with comes with it, wherever a package manager has put that.
    const require = createRequire(at);
    return {
      library: require(at) as Library,
      toJson: (require('@sigstore/bundle') as { bundleToJSON: (bundle: object) => unknown }).bundleToJSON,
    };
  } catch (cause) {
    if (!/^(?:MODULE_NOT_FOUND|ERR_PACKAGE_PATH_NOT_EXPORTED)$/.test((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    throw new Stop(2, [diagnostic('SIGSTORE_MISSING', {}, place)]);
  }
}
