/** Names of folders and audiences from words that people write. */

/** Small letters, digits and hyphens; `fallback` where nothing is left, as of a title in Japanese. */
export function slug(words: string, fallback: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? fallback : plain;
}

/** The labels of audiences by their names in `pack.yaml`: of two that would have the same name, or none, the later one gets a number. */
export function namedAudiences(labels: readonly string[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [index, label] of labels.entries()) {
    const base = slug(label, `audience-${index + 1}`);
    named.set(named.has(base) ? `${base}-${index + 1}` : base, label);
  }
  return named;
}

/** The key `audiences` for these labels, if there are any. */
export const audiencesKey = (labels: readonly string[] | undefined): { readonly audiences?: Record<string, { readonly label: string }> } =>
  labels === undefined ? {} : { audiences: Object.fromEntries([...namedAudiences(labels)].map(([name, label]) => [name, { label }])) };

/** `my-first_pack` → `My first pack`. */
export function titleFromName(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Marks of Markdown in a text that has none. */
export const escaped = (text: string): string => text.replace(/[\\`*_[\]{}<>#|~$^:@]/g, '\\$&');
