/** `:::figure[Caption]{source="…"}` around an image. */
import { atOf, placeOf } from '../../model/place.ts';
import { figureAttributes, isDrawing, passOn } from '../drawings/attributes.ts';
import { creditFor } from '../images/credits.ts';
import { captionAttributes, captionBlock, sizeClass, sourceBlock } from './caption.ts';
import { type Block, become, type Directive, takeLabel } from './directive.ts';

export const figure: Directive = {
  name: 'figure',
  forms: ['container'],
  attributes: ['source', 'credit', 'wide', 'full', ...captionAttributes, ...figureAttributes],
  transform: (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', `figure${sizeClass(node)}`, { dataTag: 'Group', dataAt: atOf(placeOf(node, env.source)) });
    if (node.type !== 'containerDirective') return;
    const images = node.children.filter((child) => child.type === 'paragraph' && child.children.some((inner) => inner.type === 'image'));
    const drawings = node.children.filter(isDrawing);
    if (images.length === 0 && drawings.length === 0)
      env.report(
        'DIRECTIVE_CONTENT',
        { name: 'figure', why: 'contains no image', fix: 'put an image ![alternative text](image.png) or a drawing inside it' },
        node,
      );
    passOn(node, [...images, ...drawings], label, env);
    for (const image of images) image.data = { ...image.data, hName: 'div', hProperties: { className: ['figure__image'] } };
    const { credit } = node.attributes ?? {};
    if (credit) creditFor(credit, images, drawings, node, env);
    const caption = captionBlock('figure', label, node, env);
    const source = sourceBlock(node, env);
    node.children = [...caption, ...node.children, ...source] as Block[];
  },
};
