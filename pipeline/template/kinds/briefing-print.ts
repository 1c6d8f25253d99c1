import { briefing } from './briefing.ts';
import type { Kind } from './kind.ts';

/** The briefing for a printing shop. It is made where `print` of the pack asks for it. */
export const briefingPrint: Kind = {
  ...briefing,
  name: 'briefing-print',
  layout: briefing.name,
  isPrintShop: true,
  description: 'briefing for a printing shop, with bleed and crop marks',
  file: 'briefing-print.pdf',
  applies: (edition) => edition.edition.options.print !== undefined && briefing.applies(edition),
};
