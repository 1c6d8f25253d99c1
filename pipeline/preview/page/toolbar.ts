/** The bar at the top: what is looked at, and how. */
import type { PackView, Selection } from '../types.ts';
import { fill, h, iconButton } from './dom.ts';

export type Mode = 'pages' | 'slides' | 'flow';

export const modes: Readonly<Record<Mode, string>> = { pages: 'Pages', slides: 'Slide show', flow: 'Flow' };

const modeTips: Readonly<Record<Mode, string>> = {
  pages: 'The PDF, as it is printed',
  slides: 'One slide at a time, for editing and presenting',
  flow: 'The document before it is printed: the first to show what you save',
};

export const modeOptions: Options = (Object.keys(modes) as Mode[]).map((mode) => [mode, modes[mode], modeTips[mode]]);

export const modeNamed = (name: string | null): Mode => (name !== null && Object.hasOwn(modes, name) ? (name as Mode) : 'pages');

const kindNames: Readonly<Record<string, string>> = { briefing: 'Briefing', slides: 'Slides', handout: 'Handout', pack: 'Whole pack' };

export interface ToolbarActions {
  readonly select: (selection: Partial<Selection>) => void;
  readonly showHelp: () => void;
}

const unique = (all: readonly string[]): string[] => [...new Set(all)];

/** Which pack, audience, language and kind; a second audience beside the first. */
export function showSelection(
  bar: HTMLElement,
  packs: readonly PackView[],
  selection: Selection | null,
  mode: Mode,
  actions: ToolbarActions,
): void {
  fill(bar, JSON.stringify([packs, selection, mode]), () => {
    const pack = selection ? packs[selection.pack] : undefined;
    const documents = pack?.documents ?? [];
    const audiences = unique(documents.map(({ audience }) => audience));
    const [first, second] = selection?.audiences ?? [];
    const ofAudience = documents.filter(({ audience }) => audience === first);
    const languages = unique(ofAudience.map(({ lang }) => lang));
    const kinds = unique(ofAudience.filter(({ lang }) => lang === selection?.lang).map(({ kind }) => kind));
    const labelOf = (audience: string) => (pack?.labels[audience] ? `${audience} – ${pack.labels[audience]}` : audience);
    const set = (more: Partial<Selection>) => actions.select({ ...selection, ...more });
    return [
      h('span', { class: 'brand', 'aria-hidden': 'true' }, 'Dossier'),
      packs.length > 1
        ? choice(
            'Pack',
            packs.map(({ title }, index) => [String(index), title]),
            String(selection?.pack ?? 0),
            (value) => actions.select({ pack: Number(value) }),
          )
        : h('h1', { class: 'pack-title', title: pack?.title ?? '' }, pack?.title ?? packs[0]?.name ?? 'Preview'),
      h('span', { class: 'spacer' }),
      audiences.length > 1 &&
        choice(
          'Audience',
          audiences.map((name) => [name, labelOf(name)]),
          first ?? '',
          (value) => set({ audiences: [value, ...(second && second !== value ? [second] : [])] }),
        ),
      audiences.length > 1 &&
        mode === 'pages' &&
        choice(
          'Compare with',
          [['', 'no other audience'], ...audiences.filter((name) => name !== first).map((name) => [name, labelOf(name)] as const)],
          second ?? '',
          (value) => set({ audiences: [first ?? '', ...(value ? [value] : [])] }),
        ),
      languages.length > 1 &&
        segments(
          'Language',
          languages.map((lang) => [lang, lang]),
          selection?.lang ?? '',
          (lang) => set({ lang }),
        ),
      kinds.length > 1 &&
        segments(
          'Document',
          kinds.map((kind) => [kind, kindNames[kind] ?? kind]),
          selection?.kind ?? '',
          (kind) => set({ kind }),
        ),
      iconButton('help', 'Keyboard shortcuts', actions.showHelp),
    ];
  });
}

type Options = readonly (readonly [value: string, label: string, tip?: string])[];

function choice(label: string, options: Options, value: string, onChange: (value: string) => void): HTMLElement {
  const select = h(
    'select',
    { 'aria-label': label, onchange: (event: Event) => onChange((event.target as HTMLSelectElement).value) },
    ...options.map(([name, text]) => h('option', { value: name, selected: name === value }, text)),
  );
  return h('label', { class: 'choice', title: label }, h('span', {}, label), select);
}

/** A few possibilities side by side, one of which holds. */
export function segments(label: string, options: Options, value: string, onChange: (value: string) => void): HTMLElement {
  return h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': label },
    ...options.map(([name, text, tip]) =>
      h('button', { type: 'button', title: tip, 'aria-pressed': String(name === value), onclick: () => onChange(name) }, text),
    ),
  );
}
