/** `:::figure[Caption]{source="…"}` around an image. */
import type { Nodes } from 'mdast';
import { atOf, placeOf } from '../../model/place.ts';
import { figureAttributes, isDrawing, passOn } from '../drawings/attributes.ts';
import { creditFor } from '../images/credits.ts';
import { captionAttributes, captionBlock, sizeClass, sourceBlock } from './caption.ts';
import { type Block, become, type Directive, type DirectiveNode, takeLabel } from './directive.ts';

const photograph = /\.(?:jpe?g|webp|avif)$/i;

/** A single photograph on a page of its own reaches the paper's edges; what is drawn would lose its borders there. */
const isBleeding = (node: DirectiveNode, images: readonly Nodes[]): boolean => {
  const [only, ...others] = images
    .flatMap((image) => ('children' in image ? (image.children as Nodes[]) : []))
    .filter(({ type }) => type === 'image');
  return node.attributes?.['full'] !== undefined && others.length === 0 && only?.type === 'image' && photograph.test(only.url);
};

function addClass(node: DirectiveNode, name: string): void {
  const properties = node.data?.hProperties as { className?: string[] } | undefined;
  if (properties) properties.className = [...(properties.className ?? []), name];
}

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
    if (isBleeding(node, images)) addClass(node, 'figure--bleed');
    for (const image of images) image.data = { ...image.data, hName: 'div', hProperties: { className: ['figure__image'] } };
    const { credit } = node.attributes ?? {};
    if (credit) creditFor(credit, images, drawings, node, env);
    const caption = captionBlock('figure', label, node, env);
    const source = sourceBlock(node, env);
    node.children = [...caption, ...node.children, ...source] as Block[];
  },
};
