/** Slides with layouts that exist, and the classes that are none. */
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { own } from '../model/own.ts';
import { atOf, type Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { reservedOnSlides } from '../source/html/elements.ts';
import { listAll, type TemplateFolder } from '../source/locale/lookup.ts';
import { scopeName } from '../transform/look/types.ts';
import type { Slide, Transformed } from '../transform/types.ts';

/** Names that Marp's themes use for the layouts here. */
const layoutNames: Readonly<Record<string, string>> = { lead: 'title', cover: 'title', invert: 'section' };

/** A slide as templates get it. */
export interface LaidSlide extends Slide {
  /** `file:line:column`, for what is reported of the print. */
  readonly at: string;
  /** Whether an author's style sheet applies to it, so that what Dossier puts on it is kept apart from the author's. */
  readonly isStyled: boolean;
  /** Whether a theme of the deck lays it out, and not a layout. */
  readonly isThemed: boolean;
  /** Whether that theme builds on one of Marp's. */
  readonly isBased: boolean;
  /** By which its own style sheets find it; empty without. */
  readonly scope: string;
}

/** Classes that Marp's own themes have. */
const ofMarp: ReadonlySet<string> = new Set(['lead', 'invert', 'gaia', 'fit', 'centre', 'center']);

/**
 * Layouts that nobody has are reported and replaced by the one that fits; classes that are no layout are the style sheets'.
 * @param css all style sheets of the templates
 */
export async function slidesWithLayouts(
  { slides, deck: { look } }: Transformed,
  folders: readonly TemplateFolder[],
  css: string,
  context: Context,
): Promise<LaidSlide[]> {
  const unknown = new Map<string, Place>();
  const isNamed = (name: string) => look?.classes.has(name) === true || new RegExp(`\\.${escaped(name)}(?![\\w-])`).test(css);
  const layouts = (await listAll('partials', folders, context)).flatMap((name) => /^slide-(.+)\.hbs$/.exec(name)?.[1] ?? []);
  const laid = slides.map((slide, index): LaidSlide => {
    const named = slide.isLayoutNamed ? (own(layoutNames, slide.layout) ?? slide.layout) : slide.layout;
    const isKnown = layouts.includes(named);
    if (!isKnown) context.report(diagnostic('SLIDE_LAYOUT', unknownName(named, layouts), slide.place));
    const isThemed = look?.isThemed === true && !slide.isLayoutNamed;
    // What a style sheet of the deck names is its own.
    // On a ground of the author's, `invert` is dark and no layout.
    const isFree = (name: string) =>
      !slide.isLayoutNamed && !isThemed && look?.classes.has(name) !== true && !(look !== null && name === 'invert');
    const asLayout = slide.classes.find((name) => isFree(name) && layoutOf(name, slide, layouts) !== undefined);
    const layout = asLayout === undefined ? named : layoutOf(asLayout, slide, layouts);
    const classes = slide.classes.filter((name) => name !== asLayout && !reservedOnSlides.test(name));
    for (const name of classes)
      if (!ofMarp.has(name) && !layouts.includes(name) && !isNamed(name) && !unknown.has(name)) unknown.set(name, slide.place);
    return {
      ...slide,
      layout: isThemed ? 'themed' : layout !== undefined && isKnown ? layout : 'bullets',
      classes,
      at: atOf(slide.place),
      isStyled: look !== null,
      isThemed,
      isBased: look?.base !== undefined,
      scope: slide.scoped.length > 0 ? scopeName(index) : '',
    };
  });
  const [first] = unknown.values();
  if (first) context.report(diagnostic('SLIDE_CLASS', { names: [...unknown.keys()] }, first));
  return laid;
}

const escaped = (name: string): string => name.replace(/[^\w-]/g, '\\$&');

/** The layout that a class means. Marp's themes give all slides the class `lead`: then only those become titles that are some. */
function layoutOf(name: string, { hasOwnClass, layout: fitting }: Slide, layouts: readonly string[]): string | undefined {
  if (layouts.includes(name)) return name;
  const layout = own(layoutNames, name);
  const isTitle = fitting === 'title' || fitting === 'section';
  return layout !== undefined && layouts.includes(layout) && (hasOwnClass || isTitle) ? layout : undefined;
}
