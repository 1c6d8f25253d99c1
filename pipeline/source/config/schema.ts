/**
 * What may be in `pack.yaml`. Defaults and descriptions live here, once: the help, the guide and the editor's JSON Schema are made
 * from them.
 */
import { z } from 'zod';
import { languageTag } from '../../model/language-tag.ts';
import { audienceSchema, type KindNames, kindsField, partsField } from './audience-schema.ts';
import { audienceName, day, propertyName, ruleFields, text } from './basic-fields.ts';
import {
  appendices,
  brand,
  chapterStart,
  citation,
  contents,
  cover,
  deckFields,
  depth,
  duplex,
  fit,
  fragments,
  handoutFields,
  lists,
  logo,
  look,
  marking,
  notes,
  pageNumbers,
  print,
  running,
  scheme,
  watermark,
} from './design-fields.ts';
import {
  accepted,
  annex,
  attachments,
  author,
  checks,
  colophon,
  conformance,
  encrypt,
  keywords,
  licence,
  reference,
  remoteAddress,
  shortTitle,
  signature,
  subject,
} from './fields.ts';
import { embargo, status, version } from './issue-fields.ts';
import { packNumbering } from './numbering-schema.ts';
import { paper } from './paper.ts';
import { variables } from './variable-fields.ts';

/** The one audience of a pack that names none. */
export const unnamedAudience = 'everyone';

/** `pack.yaml`, in a Dossier with these kinds of document. */
export function packSchema(names: KindNames) {
  const [kinds, packParts] = [kindsField(names), partsField(names)];
  const audience = audienceSchema(kinds, packParts);
  return z.strictObject({
    title: text.describe('Title of the pack.'),
    short: shortTitle.optional(),
    subtitle: text.optional().describe('Subtitle on the cover.'),
    authors: z.array(author).default([]).describe('Authors: names, or name, role and organisation.'),
    issuer: text.optional().describe('Organisation that issues the pack.'),
    subject: subject.optional(),
    keywords: keywords.default([]),
    licence: licence.optional().describe('Licence of the pack: a name, or a name and a URL.'),
    conformance: conformance.default(['ua-1']),
    date: day.optional().describe('Date of issue, as 2025-10-15.'),
    version: version.optional(),
    status: status.optional(),
    embargo: embargo.optional(),
    languages: z
      .array(z.string().regex(languageTag, 'a BCP 47 tag like en or ja'))
      .min(1)
      .default(['en'])
      .describe('Languages as BCP 47 tags; the first is the language of the files at the top of the pack.'),
    kinds: kinds.default([...names.single]),
    look: look.optional(),
    paper: paper.default('A4'),
    marking: marking.optional(),
    watermark: watermark.optional(),
    chapterStart: chapterStart.optional(),
    running: running.default('chapter'),
    pageNumbers: pageNumbers.default('n'),
    duplex: duplex.default(false),
    depth: depth.default('full'),
    html: z.boolean().default(true).describe('Print raw HTML in Markdown, sanitised; `false` prints its text alone.'),
    images: z
      .strictObject({
        metadata: z
          .enum(['strip', 'keep'])
          .default('strip')
          .describe('Metadata of photographs: `strip` keeps only creator, credit, copyright and licence; `keep` keeps everything.'),
      })
      .prefault({})
      .describe('How images go into the PDF.'),
    links: z
      .strictObject({
        base: z
          .url({ protocol: /^https?$/ })
          .optional()
          .describe('Address of the pack’s folder on the web: links to files that are not printed lead there.'),
      })
      .prefault({})
      .describe('Links to files that are not printed.'),
    brand: brand.default({}),
    fonts: z
      .union([text, z.array(text)])
      .transform((value) => (Array.isArray(value) ? value : [value]))
      .prefault([])
      .describe('Fonts of the pack’s own: font files (WOFF2, TTF, OTF), folders of them, or npm packages, for `face-text` and the like.'),
    logo: logo.optional(),
    cover: cover.default(true),
    contents: contents.prefault(true),
    handout: z
      .strictObject({ perPage: handoutFields.perPage.optional(), notes: handoutFields.notes.default('beside') })
      .prefault({})
      .describe('Layout of the handout.'),
    fit: fit.default('shrink'),
    fragments: fragments.default('whole'),
    scheme: scheme.default('light'),
    deck: deckFields.prefault({}),
    pack: z
      .strictObject({
        parts: packParts.default(['briefing', 'slides', 'annexes']),
      })
      .prefault({})
      .describe('Parts of the combined PDF (kind `pack`).'),
    signature: signature.prefault({}),
    encrypt: encrypt.optional(),
    attachments: attachments.default([]),
    annexes: z.array(annex).default([]).describe('PDF files from elsewhere that belong to the pack.'),
    chapters: z
      .union([z.array(text), z.enum(['page', 'run'])])
      .optional()
      .describe('Chapter files in printed order; without it, every *.md but the deck, by name. Or `run`, which is `chapterStart: run`.'),
    slides: text.default('slides.md').describe('Markdown file with the deck: Dossier’s own, or one of Marp, Slidev, reveal.js or Pandoc.'),
    appendices: appendices.optional(),
    numbering: packNumbering,
    lists: lists.default([]),
    notes: z
      .strictObject({ place: notes.shape.place.default('foot'), numbering: notes.shape.numbering.default('chapter') })
      .prefault({})
      .describe('Place and numbers of footnotes in the briefing.'),
    colophon: colophon.optional(),
    print: print.optional(),
    checks: checks.default([]),
    cache: z
      .strictObject({ remote: remoteAddress.optional() })
      .prefault({})
      .describe('A cache of finished documents that several machines share.'),
    strict: z.boolean().default(false).describe('Warnings stop a document as errors do, like `--strict` on the command line.'),
    accept: z
      .array(accepted)
      .default([])
      .describe('Known warnings that are reported as information and stop nothing; errors cannot be accepted.'),
    bibliography: z
      .union([text, z.array(text)])
      .transform((value) => (Array.isArray(value) ? value : [value]))
      .prefault([])
      .describe('Bibliography files of the pack: BibTeX (.bib) or CSL-JSON (.json).'),
    citation: z
      .strictObject({ style: citation.shape.style.default('apa'), form: citation.shape.form.optional() })
      .prefault({})
      .describe('Format of citations.'),
    sources: z.record(z.string().regex(audienceName), reference).default({}).describe('References by id, for source="id".'),
    variables: variables
      .prefault({})
      .describe(
        'Texts by name, for {{name}} in Markdown: one, or several of which each audience reads the first that is for it; or numbers from data.',
      ),
    properties: z
      .record(
        propertyName,
        z
          .strictObject({
            levels: z.array(text).min(1).optional().describe('Levels, the lowest first: a higher one may read what the lower ones may.'),
            values: z.array(text).min(1).optional().describe('Values without an order.'),
          })
          .refine(({ levels, values }) => (levels === undefined) !== (values === undefined), 'expected either levels or values'),
      )
      .default({})
      .describe('Properties that rules may require in addition to audiences, such as clearance or region.'),
    data: z
      .record(
        text,
        z.strictObject({
          ...ruleFields,
          columns: z
            .record(text, z.strictObject(ruleFields))
            .default({})
            .describe('Columns that not everybody may read, with their rules.'),
        }),
      )
      .default({})
      .describe('Data files that not everybody may read as a whole, with their rules.'),
    audiences: z
      .record(z.string().regex(audienceName, 'a name of lowercase letters, digits and hyphens'), audience)
      .refine((value) => Object.values(value).some(({ group }) => group !== true), 'expected at least one audience that is not a group')
      .default({ [unnamedAudience]: {} })
      .describe('Audiences by name, each with the values that differ from the pack’s.'),
  });
}

export type PackConfig = z.output<ReturnType<typeof packSchema>>;
