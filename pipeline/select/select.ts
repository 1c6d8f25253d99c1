/**
 * select: all trees → the trees that one audience may read. It comes before plugins, templates and browser, so that what
 * is withheld cannot leak from them: it is not there. In doubt it withholds, and reports. The rules, and what they cut,
 * are in `selection/`.
 */
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { optionsFor } from '../source/config/load.ts';
import { isNumberVariable } from '../source/config/variable-fields.ts';
import { familiesFor } from '../source/fonts/families.ts';
import { loadWords } from '../source/locale/words.ts';
import { idsIn } from '../source/markdown/ids.ts';
import { bareId } from '../source/markdown/reference.ts';
import { lineageOf } from '../source/rules/audiences.ts';
import type { Parsed } from '../source/types.ts';
import { filesOf } from './attachments.ts';
import { issueOf, othersEmbargoes } from './issue.ts';
import { markingFrom } from './marking.ts';
import { bibliographyOf, glossaryOf, optionsOf } from './pack.ts';
import { secret } from './secret.ts';
import type { Selected } from './types.ts';
import type { NumberWriting } from './variables.ts';
import { choosingFor, cutPack } from './whole.ts';
import { Withheld } from './withheld.ts';
import { withheldFiles } from './withheld-files.ts';

/** What an audience may read, and (apart, for the proof alone) what was cut. */
export interface Selection {
  readonly selected: Selected;
  readonly withheld: Withheld;
  /** Whether speaker notes are missing because they are private. */
  readonly lacksNotes: boolean;
}

/** Where the audience, one that it inherits from, or the pack asks for standards by name. */
function conformancePlace({ config, at, has }: Parsed['source'], audience: string): Place | undefined {
  const own = lineageOf(config, audience).map((name) => ['audiences', name, 'conformance']);
  const path = [...own, ['conformance']].find((steps) => has(steps));
  return path && at(path);
}

const hasNumbers = ({ variables }: Parsed['source']['config']) => Object.values(variables).some(isNumberVariable);

/** How the edition writes numbers: by the words of its language. */
async function writingOf({ source }: Parsed, audience: string, context: Context): Promise<NumberWriting> {
  const { folder, lang, config } = source;
  const owner = { folder, lang, lineage: lineageOf(config, audience), options: { look: optionsFor(config, audience).look } };
  return { locale: (await loadWords(owner, context))('locale'), memory: context.memory };
}

/** Cuts everything that `audience` may not read. */
export async function select(parsed: Parsed, audience: string, context: Context): Promise<Selection> {
  const { source } = parsed;
  const writing = parsed.numbers.size > 0 || hasNumbers(source.config) ? await writingOf(parsed, audience, context) : undefined;
  const choosing = choosingFor(parsed, { audience, lang: source.lang }, context.report, undefined, writing);
  const reader = { audience, lang: source.lang };
  const { options, rewritten, decisions, cuts: ofFiles } = await filesOf(parsed, optionsOf(parsed, audience, choosing), reader, context);
  const barred = await withheldFiles(parsed, reader, context.files);
  choosing.cuts.push(
    () => ofFiles,
    () => barred.cuts,
    () => othersEmbargoes(parsed, audience),
  );
  const { chapters, deck, data, cuts } = cutPack(parsed, choosing);
  const { marking: wanted } = options;
  const marking =
    typeof wanted === 'object'
      ? markingFrom(wanted, parsed, reader, { shows: (file) => data.has(file), given: [...decisions, ...barred.given] }, context)
      : wanted;
  const glossary = glossaryOf(parsed, choosing);
  const bibliographyEntries = bibliographyOf(parsed, choosing);
  const readable = new Set(chapters.flatMap((file) => idsIn(file.tree).map(bareId)));
  const ids = parsed.chapters.flatMap((file) => idsIn(file.tree).map(bareId)).filter((id) => !readable.has(id));
  const selected = {
    edition: {
      pack: source.pack,
      folder: source.folder,
      place: { file: source.configFile.shown, line: 1, column: 1 },
      annexPlaces: new Map(source.config.annexes.map(({ file }, index) => [file, source.at(['annexes', index, 'file'])])),
      conformancePlace: conformancePlace(source, audience),
      audience,
      lineage: lineageOf(source.config, audience),
      lang: source.lang,
      ...(source.isReview ? { isReview: true } : {}),
      ...(source.hasPlaces ? { hasPlaces: true } : {}),
      options: { ...options, marking, ...issueOf(source, audience, options) },
      rewritten,
      withheldFiles: barred.files,
      fonts: familiesFor(source.fonts, lineageOf(source.config, audience)),
    },
    chapters,
    deck,
    data,
    glossary,
    bibliographyEntries,
    credits: parsed.credits,
    withheld: new Set([...choosing.hidden, ...ids].map(secret)),
  };
  return { selected: selected as unknown as Selected, withheld: new Withheld(cuts), lacksNotes: choosing.privateNotes.length > 0 };
}
