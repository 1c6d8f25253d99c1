/** Signature and encryption of the finished file, from the pack's options and the secrets of the environment. */
import { scryptSync } from 'node:crypto';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import type { SignatureWishes } from '../platform/signer.ts';
import type { Edition } from '../select/types.ts';
import { fieldPlace } from '../template/marks.ts';
import type { PdfWords } from '../template/types.ts';
import type { FileAdditions } from './plan.ts';

export interface Security extends Pick<FileAdditions, 'fields' | 'signature' | 'signedAt' | 'encryption'> {
  /** Identifies the signer and the passwords in cache keys, without revealing a password. */
  readonly identity: string;
  /** What the pack asks of its signatures. */
  readonly wishes: SignatureWishes;
}

/** @throws Stop if the key cannot be used */
export async function securityFor(edition: Edition, words: PdfWords, { signer: given, secret, report }: Context): Promise<Security> {
  // Nobody signs a draft.
  const signer = edition.isReview ? undefined : given;
  const { signature: asked, encrypt, conformance, attachments, date } = edition.options;
  const archival = conformance.find((name) => name.startsWith('a-'));
  const standard = archival === undefined ? '' : `PDF/A-${archival.slice(2)}`;
  if (archival !== undefined && encrypt !== undefined) report(diagnostic('ENCRYPT_ARCHIVAL', { name: standard }, edition.place));
  if (archival === 'a-2a' && attachments.length > 0) report(diagnostic('ATTACH_ARCHIVAL', { name: standard }, edition.place));
  const password = (name: string | undefined) => {
    const value = name === undefined ? '' : secret(name);
    if (value === undefined || (name !== undefined && value === ''))
      report(diagnostic('ENCRYPT_PASSWORD', { name: name ?? '' }, edition.place));
    return value ?? '';
  };
  const encryption = encrypt && { user: password(encrypt.user), owner: password(encrypt.owner), allowed: encrypt.allow };
  const who = await signer?.identity();
  const terms = who && signer?.terms(asked);
  if (encrypt !== undefined && (terms?.level === 'lt' || terms?.level === 'lta'))
    report(diagnostic('SIGN_ENCRYPTED', { name: `B-${terms.level.toUpperCase()}` }, edition.place));
  const issued = new Date(date === undefined ? 0 : date.includes('T') ? date : `${date}T00:00:00Z`);
  // A pack may be dated before its signer's certificate became valid, or not at all.
  const signedAt = who && who.notBefore > issued ? who.notBefore : issued;
  const { reason, location, contact } = asked;
  return {
    signature:
      who && signer
        ? {
            name: who.name,
            reason,
            location,
            contact,
            description: words.signature.replace('{name}', who.name),
            capacity: await signer.capacity(asked),
          }
        : null,
    fields: edition.isReview
      ? []
      : asked.fields.map((name, index) => ({
          // A dot would make a hierarchy of names (ISO 32000-1, 12.7.3.2).
          name: name.replaceAll('.', ''),
          description: words.signature.replace('{name}', name),
          placeAt: fieldPlace(index + 1),
        })),
    signedAt: signedAt.toISOString(),
    encryption: encryption ?? null,
    identity: JSON.stringify([who?.certificates, terms, encryption && slow(`${encryption.user}\0${encryption.owner}`)]),
    wishes: asked,
  };
}

/** A slow hash: guessing a password from the cache is as hard as from the file itself. */
const slow = (passwords: string) => scryptSync(passwords, 'dossier: fingerprint', 32).toString('hex');
