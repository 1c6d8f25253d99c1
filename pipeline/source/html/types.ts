/** What steps on raw HTML share. */

/** `page` and `slide` differ in what they keep; `off` is a pack that wants no HTML. */
export type HtmlMode = 'page' | 'slide' | 'off';

/** What is reported of it: `removed` acts or is unknown, `off` is unwrapped because HTML is off. */
export type Sort = 'removed' | 'off' | 'hidden' | 'player';

/** Takes note of what happened to something of a text. */
export type Note = (sort: Sort, name: string, offset: number) => void;
