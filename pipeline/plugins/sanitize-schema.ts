/** What may stand in raw HTML: GitHub's rules, and what Dossier's own directives have made by then. */
import { defaultSchema, type Options } from 'rehype-sanitize';

export const sanitizeSchema: Options = {
  ...defaultSchema,
  clobberPrefix: '',
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    'figure',
    'figcaption',
    'aside',
    'time',
    'small',
    'mark',
    'abbr',
    'cite',
    'q',
    'u',
    'wbr',
    'section',
    'header',
    'footer',
  ],
  attributes: {
    ...defaultSchema.attributes,
    a: ['href', 'title', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteRef', 'dataFootnoteBackref'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: [],
    ul: [],
    ol: ['start', 'reversed'],
    section: ['dataFootnotes'],
    th: ['scope', 'colSpan', 'rowSpan', 'align'],
    td: ['colSpan', 'rowSpan', 'align'],
    time: ['dateTime'],
    '*': ['id', 'className', 'lang', 'dir', 'role', 'title', 'ariaHidden', 'ariaLabel', 'dataAt', 'dataSort', 'dataPlaced', 'dataSheet'],
  },
};
