/** CSL-JSON, as far as it is looked at here; the rest goes to the citation engine as it is. */
export interface CslItem {
  id: string;
  type: string;
  [field: string]: unknown;
}

export type CslName = { family?: string; given?: string; suffix?: string; literal?: string };
export type CslDate = { 'date-parts': number[][] } | { literal: string };
