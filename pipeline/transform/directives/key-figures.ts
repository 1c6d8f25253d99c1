/** `:::key-figures`: a list whose items begin with a figure in bold. */
import { become, type Directive } from './directive.ts';

export const keyFigures: Directive = {
  name: 'key-figures',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'key-figures');
    const list = node.children.find((child) => child.type === 'list');
    const items = list?.type === 'list' ? list.children : [];
    const bold = items.filter((item) => item.children[0]?.type === 'paragraph' && item.children[0].children[0]?.type === 'strong');
    if (items.length === 0 || bold.length < items.length) {
      env.report(
        'DIRECTIVE_CONTENT',
        {
          name: node.name,
          why: 'is not a list of figures',
          fix: 'write a list whose items start with a number in bold: - **42 %** of exports',
        },
        node,
      );
    }
  },
};
