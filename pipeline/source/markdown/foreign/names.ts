/** Names of Dossier's own directives, which no other program's containers are taken for. */
export const ownDirectives: ReadonlySet<string> = new Set(
  `note example tip important warning caution summary key-figures aside columns column contents figure figures chart table timeline equation glossary index
  pagebreak keep landscape balanced pullquote org stakeholders terms at-a-glance recommendations decision takeaways qr redacted span slide notes
  block for only except otherwise redact
  chapter-slides`.split(/\s+/),
);

/** Those that state a rule, or whose content not everybody reads. */
export const ruledDirectives: ReadonlySet<string> = new Set(['for', 'only', 'except', 'otherwise', 'redact', 'notes']);
