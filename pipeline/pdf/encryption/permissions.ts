/** Permissions without the owner password. Access for screen readers is always allowed, as PDF/UA-1 requires (7.16). */
export const permissions = ['print', 'copy', 'annotate', 'fill', 'modify', 'assemble'] as const;
export type Permission = (typeof permissions)[number];
