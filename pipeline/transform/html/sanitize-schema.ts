/** What raw HTML may become: the elements that `source/html/` lets pass, with their attributes. Addresses are checked by later steps. */
import { defaultSchema, type Options } from 'rehype-sanitize';
import { allowed } from '../../source/html/elements.ts';

export const sanitizeSchema: Options = {
  ...defaultSchema,
  clobber: [],
  clobberPrefix: '',
  protocols: {},
  ancestors: {
    ...defaultSchema.ancestors,
    caption: ['table'],
    figcaption: ['figure'],
    summary: ['details'],
    dt: ['dl'],
    dd: ['dl'],
    li: ['ul', 'ol', 'menu', 'dir'],
  },
  tagNames: [...allowed],
  attributes: {
    a: ['href', 'name'],
    img: ['src', 'alt', 'width', 'height'],
    source: ['src', 'srcSet', 'media', 'type'],
    video: ['src', 'poster', 'width', 'height'],
    audio: ['src'],
    font: ['color', 'size'],
    table: ['width', 'height', 'bgColor'],
    tr: ['bgColor', 'height'],
    td: ['colSpan', 'rowSpan', 'vAlign', 'headers', 'scope', 'width', 'height', 'bgColor'],
    th: ['colSpan', 'rowSpan', 'vAlign', 'headers', 'scope', 'abbr', 'width', 'height', 'bgColor'],
    col: ['span', 'width'],
    colgroup: ['span'],
    ol: ['start', 'type', 'reversed'],
    li: ['value'],
    time: ['dateTime'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    '*': ['id', 'className', 'lang', 'dir', 'title', 'hidden', 'align', 'style', 'dataFragmentIndex', 'dataFragmentAt'],
  },
};
