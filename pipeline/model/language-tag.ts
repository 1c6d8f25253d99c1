/** Tags of languages (BCP 47), such as `en` and `zh-Hant`. */

/** What `pack.yaml` takes for one. */
export const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

/** A tag that another program states, `pt_BR` too; undefined if it is none. */
export function statedLanguage(value: unknown): string | undefined {
  const tag = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
  return languageTag.test(tag) ? tag : undefined;
}
