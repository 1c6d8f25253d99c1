/** What a reader without the owner's password may do. Reading aloud is always allowed: PDF/UA-1 wants it (7.16). */
export const permissions = ['print', 'copy', 'annotate', 'fill', 'modify', 'assemble'] as const;
export type Permission = (typeof permissions)[number];
