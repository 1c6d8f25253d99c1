/** Slides with layouts that exist, and the classes that are none. */
import { diagnostic } from '../model/diagnostic.ts';
import { unknownName } from '../model/nearest.ts';
import { own } from '../model/own.ts';
import { atOf } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { listAll, type TemplateFolder } from '../source/locale/lookup.ts';
import type { Slide, Transformed } from '../transform/types.ts';

/** Names that Marp's themes use for the layouts here. */
const layoutNames: Readonly<Record<string, string>> = { lead: 'title', cover: 'title', invert: 'section' };

/** A slide as templates get it. */
export interface LaidSlide extends Slide {
  /** `file:line:column`, for what is reported of the print. */
  readonly at: string;
}

/** Layouts that nobody has are reported and replaced by the one that fits; classes are none of anybody's business. */
export async function slidesWithLayouts(
  { slides }: Transformed,
  folders: readonly TemplateFolder[],
  context: Context,
): Promise<LaidSlide[]> {
  const layouts = (await listAll('partials', folders, context)).flatMap((name) => /^slide-(.+)\.hbs$/.exec(name)?.[1] ?? []);
  return slides.map((slide) => {
    const named = slide.isLayoutNamed ? (own(layoutNames, slide.layout) ?? slide.layout) : slide.layout;
    const isKnown = layouts.includes(named);
    if (!isKnown) context.report(diagnostic('SLIDE_LAYOUT', unknownName(named, layouts), slide.place));
    const asLayout = slide.isLayoutNamed ? undefined : slide.classes.find((name) => layoutOf(name, slide, layouts) !== undefined);
    const layout = asLayout === undefined ? named : layoutOf(asLayout, slide, layouts);
    const classes = slide.classes.filter((name) => name !== asLayout);
    return { ...slide, layout: layout !== undefined && isKnown ? layout : 'bullets', classes, at: atOf(slide.place) };
  });
}

/** The layout that a class means. Marp's themes give all slides the class `lead`: then only those become titles that are some. */
function layoutOf(name: string, { hasOwnClass, layout: fitting }: Slide, layouts: readonly string[]): string | undefined {
  if (layouts.includes(name)) return name;
  const layout = own(layoutNames, name);
  const isTitle = fitting === 'title' || fitting === 'section';
  return layout !== undefined && layouts.includes(layout) && (hasOwnClass || isTitle) ? layout : undefined;
}
