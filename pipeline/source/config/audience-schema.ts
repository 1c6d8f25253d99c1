/** What `pack.yaml` may say of an audience. */
import { z } from 'zod';
import { names, propertyName, text } from './basic-fields.ts';
import {
  brand,
  chapterStart,
  chapters,
  citation,
  contents,
  cover,
  depth,
  duplex,
  handoutFields,
  lists,
  logo,
  look,
  marking,
  notes,
  pageNumbers,
  running,
  scheme,
} from './design-fields.ts';
import { attachments, audienceTexts, conformance, encrypt, keywords, subject } from './fields.ts';
import { audienceEmbargo } from './issue-fields.ts';
import { numbering } from './numbering-schema.ts';
import { paper } from './paper.ts';
/** Names of kinds of document: all, and those that others may be composed of. */
export interface KindNames {
  readonly all: readonly string[];
  readonly single: readonly string[];
}

export const kindsField = ({ all }: KindNames) => z.array(z.enum(all)).min(1).describe('Kinds of document to print.');

export const partsField = ({ single }: KindNames) =>
  z
    .array(z.enum([...single, 'annexes']))
    .min(1)
    .describe('Parts of the combined PDF (kind `pack`), in order: kinds, and `annexes`.');

/** An audience, with the values that differ from the pack’s. */
export const audienceSchema = (kinds: ReturnType<typeof kindsField>, packParts: ReturnType<typeof partsField>) =>
  z.strictObject({
    inherits: text.optional().describe('The audience that this one inherits from: its rules and options apply to this one too.'),
    group: z.boolean().optional().describe('A group that other audiences inherit from: no documents are printed for it.'),
    properties: z.record(propertyName, names).optional().describe('Its values of the pack’s properties.'),
    ...audienceTexts,
    marking: marking.optional(),
    embargo: audienceEmbargo.optional(),
    kinds: kinds.optional(),
    look: look.optional(),
    paper: paper.optional(),
    chapterStart: chapterStart.optional(),
    running: running.optional(),
    pageNumbers: pageNumbers.optional(),
    duplex: duplex.optional(),
    depth: depth.optional(),
    brand: brand.optional(),
    scheme: scheme.optional(),
    logo: logo.optional(),
    cover: cover.optional(),
    contents: contents.optional(),
    speakerNotes: z
      .boolean()
      .optional()
      .describe('Whether it reads speaker notes: without it, only the audience of a pack that has no other does. It is inherited.'),
    handout: z.strictObject(handoutFields).partial().optional().describe('Layout of the handout for this audience.'),
    chapters: chapters
      .optional()
      .describe('Chapters that this audience’s briefing prints; slides still come from every chapter it may read.'),
    numbering: numbering.partial().optional().describe('Numbers of chapters, sections, captions and paragraphs for this audience.'),
    lists: lists.optional(),
    notes: notes.partial().optional().describe('Place and numbers of footnotes for this audience.'),
    citation: citation.partial().optional().describe('Format of citations for this audience.'),
    subject: subject.optional(),
    keywords: keywords.optional(),
    conformance: conformance.optional(),
    encrypt: encrypt.optional(),
    attachments: attachments.optional(),
    pack: z.strictObject({ parts: packParts }).optional().describe('Parts of the combined PDF (kind `pack`) for this audience.'),
  });
