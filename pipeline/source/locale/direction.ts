/** Which way languages and texts run. */

/** Languages that are written from right to left where their tag names no script. */
const languages = new Set('ar arc ckb dv fa he iw ji khw ks lrc nqo pnb ps rhg sd syr ug ur yi'.split(' '));
const scripts = /-(?:Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa)(?:-|$)/i;

/** Whether a language (BCP 47) is written from right to left. */
export const isRightToLeft = (lang: string): boolean =>
  scripts.test(lang) || (!/-[A-Za-z]{4}(?:-|$)/.test(lang) && languages.has((lang.split('-')[0] as string).toLowerCase()));

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** Whether a text has letters that run from right to left. */
export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text);

/**
 * The direction of a text that is not its document's: by its first letter (Unicode Bidirectional Algorithm, rules P2 and P3).
 * In a document from right to left only a text without any letter of that way turns: there a Latin name often comes first.
 */
export function turned(text: string, isRtl: boolean): 'rtl' | 'ltr' | undefined {
  if (isRtl) return /\p{L}/u.test(text) && !rightToLeft.test(text) ? 'ltr' : undefined;
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : undefined;
}
