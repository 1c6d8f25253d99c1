/** The signer: its key is read once, when the first file is signed, and never leaves this module. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { SigningKey } from '../pdf/signing/index.ts';
import type { SignatureLevel, SignatureTerms, Signer } from '../platform/signer.ts';

/** The key that signs files, and its certificates. */
export interface SignerOptions {
  /** Absolute path of a PKCS#12 file, or of PEM with a private key. Without one, `command` signs. */
  readonly key?: string | undefined;
  /** A command that is given a digest and prints the signature. */
  readonly command?: string | undefined;
  /** Absolute path of PEM certificates, if the key file has none. */
  readonly chain?: string | undefined;
  readonly passphrase?: string | undefined;
  /** URL of a time-stamp authority; overrides the packs' own. */
  readonly stamp?: string | undefined;
  /** How long signatures can be verified; overrides the packs' own. */
  readonly level?: SignatureLevel | undefined;
  /** The key's path, or the command, as shown in messages. */
  readonly shown: string;
  /** How long a command may take for a signature, in milliseconds. */
  readonly patience?: number | undefined;
  /** When it is signed, in place of the machine's clock. */
  readonly now?: Date | undefined;
}

/** A signer whose key is read on first use. */
export function lazySigner(options: SignerOptions): Signer {
  const { shown, now } = options;
  let read: Promise<SigningKey> | undefined;
  const open = () => {
    read ??= openKey(options);
    return read;
  };
  const terms: Signer['terms'] = (wishes) => {
    const stamp = options.stamp ?? wishes.stamp;
    const level = options.level ?? wishes.level ?? (stamp === undefined ? 'b' : 't');
    if (level !== 'b' && stamp === undefined) throw new Stop(2, [diagnostic('SIGN_LEVEL', { name: level }, { file: shown })]);
    return { stamp, level };
  };
  return {
    wishes: { stamp: options.stamp, level: options.level },
    terms,
    identity: async () => {
      const { name, certificates, notBefore } = await open();
      const hash = createHash('sha256');
      for (const one of certificates) hash.update(one);
      return { name, certificates: hash.digest('hex'), notBefore };
    },
    capacity: async (wishes) => {
      const { signatureCapacity } = await import('../pdf/signing/index.ts');
      return signatureCapacity(await open(), terms(wishes).level !== 'b');
    },
    attest: async (bytes) => {
      const key = await open();
      return { signature: Buffer.from(await key.sign(bytes)), certificates: key.certificates };
    },
    sign: async (file, capacity, wishes) => signWith(await open(), file, capacity, terms(wishes), shown, now ?? new Date()),
  };
}

async function signWith(key: SigningKey, file: Buffer, capacity: number, terms: SignatureTerms, shown: string, now: Date): Promise<Buffer> {
  const { fillSignature } = await import('../pdf/signing/index.ts');
  const { stamp: url = '', level } = terms;
  if (level === 'b') return fillSignature(file, capacity, key);
  const { TimestampError, timestampsFrom } = await import('../pdf/signing/timestamp.ts');
  const { EvidenceError, askOverHttp } = await import('../pdf/signing/evidence.ts');
  const place = { file: shown };
  if (level !== 't') {
    const { PdfDocument } = await import('../pdf/objects/index.ts');
    if (PdfDocument.read(file).isEncrypted) throw new Stop(2, [diagnostic('SIGN_ENCRYPTED', { name: `B-${level.toUpperCase()}` }, place)]);
  }
  try {
    const stamp = timestampsFrom(url);
    const signed = await fillSignature(file, capacity, key, stamp);
    if (level === 't') return signed;
    const { prolong } = await import('../pdf/signing/long-term.ts');
    return await prolong(signed, level, stamp, askOverHttp(), now);
  } catch (cause) {
    if (cause instanceof TimestampError) throw new Stop(3, [diagnostic('SIGN_STAMP', { name: url, why: cause.message }, place)]);
    if (!(cause instanceof EvidenceError)) throw cause;
    const code = cause.isRefusal ? 'SIGN_REFUSED' : 'SIGN_PROOF';
    throw new Stop(cause.isRefusal ? 2 : 3, [diagnostic(code, { name: shown, why: cause.message }, place)]);
  }
}

/** Reads a key, or the certificates of one that a command holds. @throws Stop if it cannot be used, or not any more */
export async function openKey(options: SignerOptions): Promise<SigningKey> {
  const { key, chain, command, passphrase, shown, now = new Date() } = options;
  const { outOfDate, readKey } = await import('../pdf/signing/index.ts');
  const refused = (why: string) =>
    new Stop(2, [diagnostic(key === undefined ? 'SIGN_CHAIN' : 'SIGN_KEY', { name: shown, why }, { file: shown })]);
  let opened: SigningKey;
  try {
    const certificates = chain === undefined ? undefined : await readFile(chain);
    opened =
      key === undefined
        ? await commandKey(command ?? '', certificates ?? Buffer.alloc(0), options)
        : await readKey(await readFile(key), passphrase, certificates);
  } catch (cause) {
    // Error messages never contain the passphrase.
    throw refused((cause as Error).message);
  }
  const why = outOfDate(opened, now);
  if (why !== undefined) throw refused(why);
  return opened;
}

/** A key that a command holds. It is asked for one signature after the other, since hardware often has a single session. */
async function commandKey(command: string, chain: Buffer, { shown, patience = 60_000 }: SignerOptions): Promise<SigningKey> {
  const [{ askCommand, SignCommandError }, { externalKey, ForeignSignature }, { pemCertificates }] = await Promise.all([
    import('../platform/sign-command.ts'),
    import('../pdf/signing/external-key.ts'),
    import('../pdf/signing/key.ts'),
  ]);
  const key = externalKey(pemCertificates(chain.toString('latin1')), (request) => askCommand(command, request, patience));
  let before: Promise<unknown> = Promise.resolve();
  const sign = async (bytes: Uint8Array) => {
    const own = before.then(() => key.sign(bytes));
    before = own.catch(() => {});
    try {
      return await own;
    } catch (cause) {
      if (!(cause instanceof SignCommandError || cause instanceof ForeignSignature)) throw cause;
      throw new Stop(3, [diagnostic('SIGN_COMMAND', { name: shown, why: cause.message }, { file: shown })]);
    }
  };
  return { ...key, sign };
}
