/** Slides of an edition that was transformed before: only those that are different are made anew (see `recall.ts`). */
import type { Root as HastRoot } from 'hast';
import type { SlideSource } from '../deck.ts';
import type { Env } from '../env.ts';
import { apart, type Given, give, withoutPlace } from '../given.ts';
import type { Recall } from '../recall.ts';
import type { Labels } from '../references/resolve.ts';
import type { Shared } from '../shared.ts';
import { type Draft, draftOf, envOf, type Part } from './parts.ts';

/** A part without what belongs to the run that made it. */
interface Kept {
  readonly tree: HastRoot;
  readonly marks: Env['marks'];
}

/** A slide as a draft leaves it: nobody changes its trees. */
interface Made extends Pick<Draft, 'isNoted' | 'photo'> {
  readonly title: Kept | undefined;
  readonly body: Kept;
  readonly notes: Kept | undefined;
  readonly background: Draft['background'];
  readonly given: Given;
  readonly asked: ReadonlySet<string>;
}

/** @param labels what references lead to, in all of them */
export function draftsAgain(recall: Recall, labels: Labels): typeof draftOf {
  const leads = recall.key(labels.all.map(withoutPlace), [...labels.absent], labels.isLinked, [...labels.slides]);
  return async (slide, position, _, shared) => {
    const { layout: layoutAt, ...written } = slide;
    const layout = layoutAt(position);
    const key = recall.key('slide', position, layout, written, leads, shared.indexMarks.length);
    const known = recall.known<Made>(key);
    const made = known ?? (await make(slide, position, labels, shared));
    if (known === undefined && !made.given.hasData) recall.add(key, made);
    give(made.given, shared);
    return copyOf(made, slide, position, layout, shared);
  };
}

async function make(slide: SlideSource, position: number, labels: Labels, shared: Shared): Promise<Made> {
  const { own, given } = apart(shared);
  const { title, body, notes, background, isNoted, photo } = await draftOf(slide, position, labels, own);
  const kept = (part: Part | undefined) => part && { tree: part.tree, marks: part.env.marks };
  const ends = given();
  return {
    title: kept(title),
    body: { tree: body.tree, marks: body.env.marks },
    notes: kept(notes),
    background,
    isNoted,
    photo,
    given: ends,
    asked: ends.asked,
  };
}

function copyOf(made: Made, slide: SlideSource, position: number, layout: string, shared: Shared): Draft {
  const { title, body, notes, background } = structuredClone({
    title: made.title?.tree,
    body: made.body.tree,
    notes: made.notes?.tree,
    background: made.background,
  });
  const part = (tree: HastRoot | undefined, marks: Env['marks'] = []): Part | undefined =>
    tree && { tree, env: { ...envOf(`s${position}`, slide.source, shared), marks } };
  const whole = part(body, made.body.marks) as Part;
  return {
    slide,
    position,
    layout,
    title: made.isNoted && title ? { tree: title, env: whole.env } : part(title, made.title?.marks),
    isNoted: made.isNoted,
    body: whole,
    notes: part(notes, made.notes?.marks),
    background,
    photo: made.photo,
  };
}
