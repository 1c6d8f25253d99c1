import { contained } from '../model/contained.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Task } from '../platform/workers.ts';
import type { ParsedText, TextToParse } from './markdown/parse-text.ts';

/** Parses one file. The parser is loaded when there is something to parse. */
export const parseTask: Task<TextToParse, ParsedText> = {
  name: 'parse',
  run: async (text) => {
    try {
      return (await import('./markdown/parse-text.ts')).parseText(text);
    } catch (cause) {
      const place = { file: text.source.shown, line: 1, column: 1 };
      return unreadable(contained(cause, 'reading Markdown', place), place);
    }
  },
};

/** Nothing of a text that could not be read; what was reported stops every document. */
function unreadable(why: Diagnostic, rulePlace: Place): ParsedText {
  const tree = { type: 'root' as const, children: [] };
  return { matter: {}, isReadable: false, rulePlace, places: {}, tree, diagnostics: [why], fenceProblems: [] };
}
