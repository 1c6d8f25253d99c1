/** What tests sign with. */
import { type SignatureField, type SigningKey, signatureCapacity } from '../../pipeline/pdf/signing/index.ts';

/** A field that no page shows, for a signature without a time stamp. */
export const hiddenField = (key: SigningKey): SignatureField => ({
  name: key.name,
  date: new Date('2025-10-15'),
  description: 'Signature',
  capacity: signatureCapacity(key, false),
  placeAt: 'nowhere:',
});
