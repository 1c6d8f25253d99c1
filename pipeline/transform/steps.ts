/** Every step between a selected tree and HTML, in order. A new step is one file and one line. */
import { defListHastHandlers as definitions } from 'remark-definition-list';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Env } from './env.ts';
import { htmlBlocks, htmlElements } from './html/raw.ts';
import { images } from './images/images.ts';
import { placed } from './placed.ts';
import { reviewMarks } from './review/marks.ts';
import { alerts } from './steps/alerts.ts';
import { alternatives } from './steps/alternatives.ts';
import { characters } from './steps/characters.ts';
import { cites } from './steps/cites.ts';
import { code } from './steps/code.ts';
import { direction } from './steps/direction.ts';
import { directives } from './steps/directives.ts';
import { drawings } from './steps/drawings.ts';
import { fencedFigures } from './steps/fenced-figures.ts';
import { footnotes } from './steps/footnotes.ts';
import { glossary } from './steps/glossary.ts';
import { headings } from './steps/headings.ts';
import { hyphenation } from './steps/hyphenation.ts';
import { items } from './steps/items.ts';
import { labels } from './steps/labels.ts';
import { languages } from './steps/languages.ts';
import { links } from './steps/links.ts';
import { loneFigures } from './steps/lone-figures.ts';
import { longWords } from './steps/long-words.ts';
import { math } from './steps/math.ts';
import { pictures } from './steps/pictures.ts';
import { places } from './steps/places.ts';
import { tables } from './steps/tables.ts';
import { tasks } from './steps/tasks.ts';

type Handler = (typeof definitions)[keyof typeof definitions];

/** A handler that knows nothing of ids and classes. */
const given =
  (handler: Handler): Handler =>
  (state, node, parent) => {
    const made = handler(state, node, parent);
    if (made !== undefined && 'properties' in made)
      Object.assign(made.properties, (node as { data?: { hProperties?: object } }).data?.hProperties);
    return made;
  };

/**
 * The processor for one fragment.
 * @param html whether there is raw HTML in it
 */
export function processorFor(env: Env, html: boolean) {
  const processor = unified()
    .use(htmlBlocks, env)
    .use(alerts)
    .use(loneFigures)
    .use(cites, env)
    .use(fencedFigures, env)
    .use(directives, env)
    .use(alternatives)
    .use(drawings, env)
    .use(code, env)
    .use(math, env)
    .use(remarkRehype, {
      allowDangerousHtml: html,
      handlers: { ...definitions, defList: given(definitions.defList), defListTerm: given(definitions.defListTerm) },
      clobberPrefix: `${env.prefix}-`,
      footnoteLabel: env.word('footnotes'),
      footnoteLabelTagName: 'p',
      // The usual arrow (U+21A9) is in no text face.
      footnoteBackContent: '↑',
      footnoteLabelProperties: { className: ['footnotes__label'] },
    });
  if (html) processor.use(htmlElements, env);
  return processor
    .use(placed, env)
    .use(reviewMarks, env)
    .use(footnotes, env)
    .use(headings, env)
    .use(items, env)
    .use(labels, env)
    .use(glossary, env)
    .use(pictures, env)
    .use(images, env)
    .use(tables, env)
    .use(tasks, env)
    .use(links, env)
    .use(characters, env)
    .use(languages, env)
    .use(direction, env)
    .use(longWords, env)
    .use(hyphenation, env)
    .use(places, env);
}
