/** What is done to a print of which nothing is known but that it is English: nothing is filled in. */
export const plainPlan = {
  lang: 'en',
  title: 'Bench',
  authors: [],
  subject: null,
  keywords: [],
  publisher: null,
  licence: null,
  date: '2026-01-01',
  producer: 'Dossier',
  conformance: ['ua-1'],
  view: { outline: true, layout: 'OneColumn' },
  headings: [],
  slots: [],
  running: null,
  firstPage: null,
  words: { note: 'Note' },
};
