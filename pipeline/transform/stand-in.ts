/** What is printed in the place of something that could not be made: never nothing, so that readers see that something is missing. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/** A frame with the source of a drawing or formula, as its author wrote it. */
export const sourceFrame = (source: string): Element => h('div', { className: ['stand-in'] }, [h('pre', [h('code', source)])]) as Element;

/** A frame that names what is missing: a file, a directive. */
export const nameFrame = (name: string): Element => h('div', { className: ['stand-in'] }, [h('p', [h('code', name)])]) as Element;

/** The same between words. */
export const inlineStandIn = (...content: ElementContent[]): Element => h('span', { className: ['stand-in'] }, content) as Element;

/** A key or id that leads nowhere: `[?fig:map]`. */
export const unknownKey = (key: string): string => `[?${key}]`;
