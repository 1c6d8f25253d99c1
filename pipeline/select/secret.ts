import { createHash } from 'node:crypto';

/** A name that must not be shown, in a form in which it can still be recognised: the only form in which later stages get what is withheld. */
export const secret = (name: string): string => createHash('sha256').update(name).digest('base64');
