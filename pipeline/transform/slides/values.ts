/** What bold words at the head of an item are: a date, or a figure. */

const month =
  'jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|out|nov|dec|dez|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|janv|févr|avr|juin|juil|août';
const dates: readonly RegExp[] = [
  /^(?:19|20|21)\d\d$/,
  /^(?:19|20|21)\d\d ?[-–—/] ?(?:(?:19|20|21)?\d\d)$/,
  /^(?:19|20|21)\d\d-\d\d(?:-\d\d)?$/,
  /^(?:Q[1-4]|H[12]) ?(?:19|20|21)\d\d$/i,
  /^(?:19|20|21)\d\d ?(?:Q[1-4]|H[12])$/i,
  /^(?:19|20|21)\d\d ?[年년](?:度|(?: ?\d{1,2} ?[月월](?: ?\d{1,2} ?[日일])?)?)$/,
  /^\d{1,2}[./] ?\d{1,2}[./] ?(?:19|20)?\d\d$/,
  new RegExp(
    `^(?:\\d{1,2}(?:st|nd|rd|th)?(?:[–-]\\d{1,2})?\\.? (?:de )?)?(?:${month})\\p{L}*\\.?,?(?: \\d{1,2},?)?(?: (?:de )?(?:19|20|21)\\d\\d)?$`,
    'iu',
  ),
];

/** Whether words are a date, a month, a year or a span of years, and nothing else. */
export const isDateText = (text: string): boolean => /\d/.test(text) && dates.some((date) => date.test(text.trim()));

/** Whether words are a figure with its unit: `42 %`, `€ 3.5 m`, `15`, `1億円`. */
export function isFigure(text: string): boolean {
  const said = text.trim();
  return (
    said.length <= 16 &&
    !isDateText(said) &&
    /^(?:[~≈<>≤≥±+−–-]\s?)?(?:[\p{Sc}]\s?|[A-Z]{3} )?\d[\d.,'’\s\u202f]*(?:\p{L}|[%‰°×\p{Sc}/ ]|[-–/]\d+){0,12}\.?$/u.test(said)
  );
}
