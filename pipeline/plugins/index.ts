/** Every step between a selected tree and HTML, in order. A new step is one file and one line. */
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { defListHastHandlers } from 'remark-definition-list';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { alerts } from './alerts.ts';
import { characters } from './characters.ts';
import { cites } from './cites.ts';
import { code } from './code.ts';
import { details } from './details.ts';
import { direction } from './direction.ts';
import { directives } from './directives.ts';
import { drawings } from './drawings.ts';
import type { Env } from './env.ts';
import { fencedFigures } from './fenced-figures.ts';
import { footnotes } from './footnotes.ts';
import { glossary } from './glossary.ts';
import { headings } from './headings.ts';
import { hyphenation } from './hyphenation.ts';
import { images } from './images.ts';
import { labels } from './labels.ts';
import { languages } from './languages.ts';
import { links } from './links.ts';
import { loneFigures } from './lone-figures.ts';
import { math } from './math.ts';
import { placed } from './placed.ts';
import { rawHtml } from './raw-html.ts';
import { sanitizeSchema } from './sanitize-schema.ts';
import { tables } from './tables.ts';
import { tasks } from './tasks.ts';

/** The processor for one fragment. */
export function processorFor(env: Env) {
  const html = env.edition.options.html;
  const processor = unified()
    .use(rawHtml, env)
    .use(alerts)
    .use(loneFigures)
    .use(cites, env)
    .use(fencedFigures, env)
    .use(directives, env)
    .use(drawings, env)
    .use(code, env)
    .use(math, env)
    .use(remarkRehype, {
      allowDangerousHtml: html,
      handlers: defListHastHandlers,
      clobberPrefix: `${env.prefix}-`,
      footnoteLabel: env.word('footnotes'),
      footnoteLabelTagName: 'p',
      // The usual arrow (U+21A9) is in no text face.
      footnoteBackContent: '↑',
      footnoteLabelProperties: { className: ['footnotes__label'] },
    });
  if (html) processor.use(rehypeRaw, { passThrough: [] }).use(rehypeSanitize, sanitizeSchema).use(details);
  return processor
    .use(placed, env)
    .use(footnotes, env)
    .use(headings, env)
    .use(labels, env)
    .use(glossary, env)
    .use(images, env)
    .use(tables, env)
    .use(tasks, env)
    .use(links, env)
    .use(characters, env)
    .use(languages, env)
    .use(direction)
    .use(hyphenation, env);
}
