import type { Slide } from '../../transform/types.ts';
import type { SpeakerData, SpeakerSlide } from '../layout-data.ts';
import { frameOf } from '../slide-frame.ts';
import { type Kind, paperFor } from './kind.ts';

/** A page a slide for whoever speaks: the slide, the next one, the notes, and the time. */
export const speaker: Kind = {
  name: 'speaker',
  description: 'slides with large notes and minutes, for audiences that read speaker notes',
  file: 'speaker.pdf',
  isDeck: true,
  prefix: 'N-',
  page: ({ edition }) => paperFor('handout', edition.options),
  opens: () => ({ outline: false, layout: 'OneColumn' }),
  hasNotes: () => true,
  applies: ({ slides, edition }) => slides.length > 0 && edition.options.speakerNotes,
  view: ({ slides, deck }) => ({ talk: talkOf(slides), frame: frameOf(deck.size) }) satisfies SpeakerData,
};

/** Each slide with the one after it, and when it begins and ends. Without minutes of its author, they follow from its notes. */
function talkOf(slides: readonly Slide[]): SpeakerSlide[] {
  let from = 0;
  return slides.map((slide, index) => {
    const said = slide.minutes ?? estimated(slide.notes);
    const start = from;
    from += said;
    const next = slides[index + 1];
    return {
      slide: whole(slide),
      next: next ? inert(whole(next)) : null,
      isEstimated: slide.minutes === null,
      minutes: shown(said),
      from: shown(start),
      until: shown(from),
    };
  });
}

/** One page a slide: what is too full shrinks. */
const whole = (slide: Slide): Slide => (slide.fit === 'split' ? { ...slide, fit: 'shrink' } : slide);

/** A slide that is shown once more: nothing leads to it or from it. */
function inert(slide: Slide): Slide {
  const plain = <T extends string | null>(html: T) =>
    (html === null
      ? html
      : html
          .replace(/<a(?=[\s>])[^>]*>/g, '<span>')
          .replaceAll('</a>', '</span>')
          .replace(/ id="[^"]*"/g, '')) as T;
  const { title, html, header, footer, background } = slide;
  return {
    ...slide,
    id: '',
    title: plain(title),
    html: plain(html),
    header: plain(header),
    footer: plain(footer),
    background: background && { ...background, html: plain(background.html) },
  };
}

/** Words that are spoken in a minute, and letters of languages without spaces. */
const [words, letters] = [130, 330];

/** In steps of half a minute. */
function estimated(notes: string | null): number {
  const text = (notes ?? '').replace(/<[^>]*>/g, ' ');
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const spaced = text.replace(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g, ' ').match(/\p{L}[\p{L}\p{M}\p{N}’'-]*/gu)?.length ?? 0;
  return Math.max(0.5, Math.ceil((spaced / words + dense / letters) * 2) / 2);
}

const shown = (minutes: number): string => String(Math.round(minutes * 10) / 10);
