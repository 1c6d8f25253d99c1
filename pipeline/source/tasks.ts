import type { Task } from '../platform/workers.ts';
import type { ParsedText, TextToParse } from './markdown/parse-text.ts';

/** Parses one file. The parser is loaded when there is something to parse. */
export const parseTask: Task<TextToParse, ParsedText> = {
  name: 'parse',
  run: async (text) => (await import('./markdown/parse-text.ts')).parseText(text),
};
