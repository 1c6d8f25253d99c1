/** What is done to a finished file at last, by the pack's options and the machine's secrets: signature and encryption. */
import { scryptSync } from 'node:crypto';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import type { Edition } from '../select/types.ts';
import type { PdfWords } from '../template/types.ts';
import type { Seal } from './plan.ts';

export interface Security extends Pick<Seal, 'signature' | 'signedAt' | 'encryption'> {
  /** Names signer and passwords in fingerprints, without giving a password away. */
  readonly identity: string;
  /** The pack's time-stamp authority. */
  readonly stamp: string | undefined;
}

/** @throws Stop if the key cannot be used */
export async function securityFor(edition: Edition, words: PdfWords, { signer, secret, report }: Context): Promise<Security> {
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
  const stamp = who && signer?.stampOf(asked.stamp);
  const issued = new Date(date.includes('T') ? date : `${date}T00:00:00Z`);
  // A pack may be older than its signer's certificate, which could not have signed it then.
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
            room: await signer.capacity(asked.stamp),
          }
        : null,
    signedAt: signedAt.toISOString(),
    encryption: encryption ?? null,
    identity: JSON.stringify([who?.certificates, stamp, encryption && slow(`${encryption.user}\0${encryption.owner}`)]),
    stamp: asked.stamp,
  };
}

/** As hard to try as the file itself: whoever reads the cache learns no more of a password. */
const slow = (passwords: string) => scryptSync(passwords, 'dossier: fingerprint', 32).toString('hex');
