/**
 * The shared cache: finished documents that another machine has made. Each audience has names, and with a key also ciphers, of its
 * own, so that whoever may read one audience's entries reads no other's. What arrives is checked like what is printed here: its
 * digest, and by the leak check, whatever the other machine has proven.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { RemoteStore } from '../platform/remote-store.ts';
import type { Artifact, DocumentName } from './types.ts';

/** A document of another machine, with what was reported about it. */
export interface SharedEntry {
  readonly artifact: Artifact;
  readonly diagnostics: readonly Diagnostic[];
  readonly pdf: Uint8Array;
}

export interface SharedCache {
  readonly get: (name: DocumentName, fingerprint: string) => Promise<SharedEntry | undefined>;
  readonly put: (name: DocumentName, fingerprint: string, entry: SharedEntry) => void;
}

/** The first bytes of an entry; another form would have others. */
const magic = Buffer.from('dossier 1\n');
const [nonceLength, tagLength, sumLength] = [12, 16, 32];

/** @param secret from which each audience's key is derived; without it entries are stored as they are */
export function sharedCache(store: RemoteStore, secret: string | undefined): SharedCache {
  const keyOf = ({ pack, audience }: DocumentName): Buffer | undefined =>
    secret ? Buffer.from(hkdfSync('sha256', secret, 'dossier shared cache', `${pack}/${audience}`, 32)) : undefined;
  const entryOf = (name: DocumentName, fingerprint: string): { readonly place: string; readonly key: Buffer | undefined } => {
    const key = keyOf(name);
    const text = `${name.path}\n${fingerprint}`;
    const hash = key ? createHmac('sha256', key).update(text) : createHash('sha256').update(text);
    return { place: `${name.pack}/${name.audience}/${hash.digest('hex')}`, key };
  };
  return {
    get: async (name, fingerprint) => {
      const { place, key } = entryOf(name, fingerprint);
      const bytes = await store.get(place);
      return bytes && opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), place, key, name);
    },
    put: (name, fingerprint, entry) => {
      const { place, key } = entryOf(name, fingerprint);
      store.put(place, sealed(entry, place, key));
    },
  };
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A head in JSON, its length before it and the document behind it; with a digest, or encrypted with its place as further data. */
function sealed({ artifact, diagnostics, pdf }: SharedEntry, place: string, key: Buffer | undefined): Buffer {
  // Hashes of what is withheld are this machine's own; another makes its own.
  const head = Buffer.from(JSON.stringify({ artifact: { ...artifact, proof: undefined }, diagnostics }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const body = Buffer.concat([length, head, pdf]);
  if (key === undefined) return Buffer.concat([magic, sha256(body), body]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const hidden = Buffer.concat([cipher.update(body), cipher.final()]);
  return Buffer.concat([magic, nonce, cipher.getAuthTag(), hidden]);
}

/** Undefined for bytes that are damaged, of another form, or of another document. */
function opened(bytes: Buffer, place: string, key: Buffer | undefined, { path }: DocumentName): SharedEntry | undefined {
  try {
    if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
    const body = bodyOf(bytes.subarray(magic.length), place, key);
    if (body === undefined) return undefined;
    const end = 4 + body.readUInt32BE(0);
    const { artifact, diagnostics } = JSON.parse(body.toString('utf8', 4, end)) as Omit<SharedEntry, 'pdf'>;
    const pdf = body.subarray(end);
    const isSame = artifact.path === path && artifact.bytes === pdf.length && artifact.sha256 === sha256(pdf).toString('hex');
    return isSame && Array.isArray(diagnostics) ? { artifact, diagnostics, pdf } : undefined;
  } catch {
    return undefined;
  }
}

function bodyOf(bytes: Buffer, place: string, key: Buffer | undefined): Buffer | undefined {
  if (key === undefined) {
    const body = bytes.subarray(sumLength);
    return sha256(body).equals(bytes.subarray(0, sumLength)) ? body : undefined;
  }
  const [tag, hidden] = [bytes.subarray(nonceLength, nonceLength + tagLength), bytes.subarray(nonceLength + tagLength)];
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(place))
    .setAuthTag(tag);
  return Buffer.concat([cipher.update(hidden), cipher.final()]);
}
