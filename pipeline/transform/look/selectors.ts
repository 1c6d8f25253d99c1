/**
 * Selectors of authors' style sheets, as they are written for Marp, in terms of the slides here. `section` is the slide, `:root` too,
 * `section::after` its number, `header` and `footer` are the deck's. None reaches out of the slides, nor to what Dossier itself puts on
 * them (`slide__furniture`: marking, watermark).
 */
import type { CssNode, Selector, SelectorList } from 'css-tree';
import generate from 'css-tree/generator';

/** What a selector has become. */
export interface Reach {
  readonly selector: string;
  /** It styles the slide itself. */
  readonly isSlide: boolean;
  /** It styles the number of the slide, whose words are not the author's. */
  readonly isNumber: boolean;
}

interface Compound {
  readonly combinator: string;
  readonly parts: CssNode[];
}

const pseudoElements = new Set(['before', 'after', 'marker', 'first-line', 'first-letter']);
/** Elements around Marp's slides, and those of browsers' own. */
const elsewhere = new Set(['html', 'body', 'foreignobject', 'head', 'style', 'script', 'iframe']);
/** Pseudo-classes of what moves or is pointed at: they never hold on paper. */
const idle = /^(?:hover|active|focus.*|visited|target.*|fullscreen|host.*|scope|defined|autofill|-.*)$/;

const types: Readonly<Record<string, string>> = {
  section: 'section:where(.slide)',
  header: ':is(div):where(.slide__header)',
  footer: ':is(div,span):where(.slide__footer)',
  p: 'p:where(:not([data-made]))',
  img: ':is(img,svg):where(img,svg.drawing)',
};

/**
 * The selectors that one of an author becomes; none where it can style nothing on a slide.
 * @param scope the slides that it is for, as a selector
 */
export function reachOf(selector: Selector, scope = '.slide'): Reach | undefined {
  const compounds = compoundsOf(selector);
  const last = compounds.at(-1);
  if (last === undefined || compounds[0]?.combinator !== '') return undefined;
  if (compounds.some(({ combinator }) => !/^[ >+~]?$/.test(combinator))) return undefined;
  const pseudo = pseudoOf(last);
  if (pseudo !== undefined && !pseudoElements.has(pseudo)) return undefined;
  const isSlide = isOfSlide(last);
  const isNumber = isSlide && pseudo === 'after';
  const written: string[] = [];
  for (const [index, compound] of compounds.entries()) {
    const own = partsOf(compound);
    if (own === undefined) return undefined;
    const before = compounds[index - 1];
    // What is in a slide may be inside its body or its foot.
    const isChild = compound.combinator === '>' && before !== undefined && isOfSlide(before);
    const place = isChild ? ':where(.slide > *, .slide__body > *, .slide__foot > *)' : '';
    const combinator = index === 0 ? '' : isChild ? ' ' : compound.combinator;
    written.push(`${combinator}${own}${place}`);
  }
  const whole = `${isOfSlide(compounds[0] as Compound) ? '' : ':where(.slide) '}${written.join('')}`;
  // Slides are not inside each other: what styles their content can never be meant for one of them.
  const guard = `${isSlide && !isNumber ? `:where(${scope})` : `:where(${scope} *)`}:where(:not(.slide__furniture, .slide__furniture *))`;
  if (isNumber) {
    const paged = `:where(.slide__page)${guard}::after`;
    return { selector: `${whole} > ${paged}, ${whole} :where(.slide__number)${guard}`, isSlide: false, isNumber };
  }
  return { selector: `${whole}${guard}${pseudo === undefined ? '' : `::${pseudo}`}`, isSlide: isSlide && pseudo === undefined, isNumber };
}

function compoundsOf({ children }: Selector): Compound[] {
  const compounds: Compound[] = [{ combinator: '', parts: [] }];
  for (const node of children.toArray()) {
    if (node.type === 'Combinator') {
      const open = compounds.at(-1) as Compound;
      if (open.parts.length === 0 && compounds.length === 1) compounds[0] = { combinator: node.name, parts: [] };
      else compounds.push({ combinator: node.name, parts: [] });
    } else compounds.at(-1)?.parts.push(node);
  }
  return compounds;
}

/** The pseudo-element that a compound ends with, `:after` included. */
function pseudoOf({ parts }: Compound): string | undefined {
  const node = parts.find(isPseudoElement);
  return node && 'name' in node ? String(node.name).toLowerCase() : undefined;
}

const isPseudoElement = (node: CssNode): boolean =>
  node.type === 'PseudoElementSelector' ||
  (node.type === 'PseudoClassSelector' && /^(?:before|after|first-line|first-letter)$/i.test(node.name));

const isOfSlide = ({ parts }: Compound): boolean => parts.some(isSlideNode);

function isSlideNode(node: CssNode): boolean {
  if (node.type === 'TypeSelector') return node.name.toLowerCase() === 'section';
  if (node.type !== 'PseudoClassSelector') return false;
  const name = node.name.toLowerCase();
  if (name === 'root') return true;
  if (name !== 'is' && name !== 'where') return false;
  return selectorsIn(node).some((selector) => isOfSlide(compoundsOf(selector).at(-1) as Compound));
}

const selectorsIn = (node: CssNode): Selector[] =>
  'children' in node && node.children
    ? node.children.toArray().flatMap((child) => (child.type === 'SelectorList' ? (child.children.toArray() as Selector[]) : []))
    : [];

function partsOf({ parts }: Compound): string | undefined {
  // Types come first, whatever they have become.
  const written = parts.filter((node) => !isPseudoElement(node)).map(partOf);
  return written.some((part) => part === undefined) ? undefined : written.join('');
}

function partOf(node: CssNode): string | undefined {
  switch (node.type) {
    case 'TypeSelector':
      return typeOf(node.name);
    case 'ClassSelector':
    case 'IdSelector':
      return generate(node);
    case 'AttributeSelector':
      return ofAttribute(generate(node));
    case 'PseudoClassSelector': {
      const name = node.name.toLowerCase();
      if (name === 'root') return '.slide';
      if (idle.test(name)) return undefined;
      if (node.children === null) return `:${name}`;
      if (!/^(?:is|where|not|has|matches|any)$/.test(name)) return generate(node);
      return ofList(name, selectorsIn(node));
    }
    default:
      return undefined;
  }
}

/** Marp's words of an image, which are no alternative text here. */
const ofAttribute = (text: string): string => text.replace(/^\[alt(?=[\]~|^$*=])/i, '[data-words');

function typeOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === '*') return '*';
  if (elsewhere.has(lower)) return undefined;
  const [, level] = /^(?:marp-)?h([1-6])$/.exec(lower) ?? [];
  // Of a slide's title, the level is the author's; its element is that of the document's outline.
  if (level !== undefined)
    return `:is(h1,h2,h3,h4,h5,h6):where([data-title="${level}"] > .slide__title, [data-depth="${level}"], h${level}:not(.slide__title, [data-depth]))`;
  const plain = lower.replace(/^marp-/, '');
  return Object.hasOwn(types, plain) ? types[plain] : /^[a-z][a-z0-9-]*$/.test(plain) ? plain : undefined;
}

function ofList(name: string, selectors: readonly Selector[]): string | undefined {
  const written = selectors.flatMap((selector) => {
    const compounds = compoundsOf(selector);
    const own = compounds.map((compound, index) => {
      const part = partsOf(compound);
      return part === undefined || pseudoOf(compound) !== undefined
        ? undefined
        : `${index === 0 && compound.combinator === '' ? '' : compound.combinator}${part}`;
    });
    return own.some((part) => part === undefined) ? [] : [own.join('')];
  });
  // What is not known of a condition is not taken for fulfilled.
  if (written.length < selectors.length && name !== 'is' && name !== 'where') return undefined;
  return written.length === 0 ? undefined : `:${name === 'matches' || name === 'any' ? 'is' : name}(${written.join(',')})`;
}

/** Selectors of a rule inside another: `&` is what the outer one selects. */
export function nested(inner: SelectorList, outer: SelectorList): string {
  const around = outer.children.toArray().map((one) => generate(one));
  return inner.children
    .toArray()
    .flatMap((one) => {
      const text = generate(one);
      const hasSign = /&/.test(text.replace(/"[^"]*"|'[^']*'/g, ''));
      return around.map((parent) => (hasSign ? text.replaceAll('&', parent) : `${parent}${/^[>+~]/.test(text) ? '' : ' '}${text}`));
    })
    .join(',');
}
