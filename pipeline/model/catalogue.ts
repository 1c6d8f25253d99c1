/**
 * The catalogue: every code that Dossier may report, with its severity, its message and its remedy. A file in `catalogue/` for each
 * thing that may be wrong. Stages report `diagnostic(code, params, place)`; nothing else makes a `Diagnostic`.
 */

import { ofData } from './catalogue/data.ts';
import { ofDrawings } from './catalogue/drawings.ts';
import type { Entry } from './catalogue/entry.ts';
import { ofEnvironment } from './catalogue/environment.ts';
import { ofFetch } from './catalogue/fetch.ts';
import { ofFinishedFiles } from './catalogue/finished.ts';
import { ofForeign } from './catalogue/foreign.ts';
import { ofLimits } from './catalogue/limits.ts';
import { ofMarkdown } from './catalogue/markdown.ts';
import { ofPrint } from './catalogue/print.ts';
import { ofQueues } from './catalogue/queues.ts';
import { ofReferences } from './catalogue/references.ts';
import { ofReleases } from './catalogue/releases.ts';
import { ofRules } from './catalogue/rules.ts';
import { ofSecurity } from './catalogue/security.ts';
import { ofShards } from './catalogue/shards.ts';
import { ofSource } from './catalogue/source.ts';
import { ofTemplates } from './catalogue/templates.ts';

/** Severity, message and remedy by code. */
export const catalogue = {
  ...ofSource,
  ...ofData,
  ...ofMarkdown,
  ...ofForeign,
  ...ofRules,
  ...ofReferences,
  ...ofDrawings,
  ...ofFetch,
  ...ofTemplates,
  ...ofPrint,
  ...ofSecurity,
  ...ofFinishedFiles,
  ...ofReleases,
  ...ofShards,
  ...ofQueues,
  ...ofEnvironment,
  ...ofLimits,
} satisfies Record<string, Entry<never>>;

/** The code of a diagnostic. It never changes its meaning. */
export type Code = keyof typeof catalogue;
/** All codes, in the catalogue's order. */
export const codes = Object.keys(catalogue) as readonly Code[];
/** What a code's message is made of. */
export type Params<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never;
