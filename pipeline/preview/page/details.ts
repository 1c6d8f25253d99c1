/** The panel at the right: problems, what is withheld, the brand. */
import type { Place } from '../../model/place.ts';
import { queryOf } from '../query.ts';
import type { Selection, TokenView, View } from '../types.ts';
import { showBrand } from './brand.ts';
import { ask, send } from './client.ts';
import { h } from './dom.ts';
import { countOf, showProblems } from './problems.ts';
import { showWithheld, type Withheld } from './withheld.ts';

export type Panel = 'problems' | 'withheld' | 'brand';

const names: Readonly<Record<Panel, string>> = { problems: 'Problems', withheld: 'Withheld', brand: 'Brand' };

const tips: Readonly<Record<Panel, string>> = {
  problems: 'Errors and warnings, each with its fix',
  withheld: 'What this audience does not get, and why',
  brand: 'Colours, fonts and sizes, written to pack.yaml',
};

export const panelNamed = (name: string | null): Panel | undefined =>
  name !== null && Object.hasOwn(names, name) ? (name as Panel) : undefined;

export interface DetailsOptions {
  readonly onOpen: (place: Place) => void;
  readonly onShow: (place: Place) => void;
  readonly say: (words: string) => void;
  /** What is withheld was asked for, or need not be shown any longer. */
  readonly onWithheld: (all: readonly Withheld[]) => void;
  /** Another panel is open, or none. */
  readonly onPanel: () => void;
}

export class Details {
  readonly tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': 'Details' });
  readonly element: HTMLElement;
  readonly #panel = h('div', { class: 'panel', tabindex: '0', role: 'region' });
  readonly #options: DetailsOptions;
  #open: Panel | undefined;
  #view: View | undefined;
  /** Counts what was asked: of two answers, that to the older question is not shown. */
  #asked = 0;

  constructor(open: Panel | undefined, options: DetailsOptions) {
    this.#open = open;
    this.#options = options;
    this.element = h('aside', { class: 'right', 'aria-label': 'Details' }, this.#panel);
    this.element.hidden = open === undefined;
  }

  get open(): Panel | undefined {
    return this.#open;
  }

  /** @param isOther whether panels must ask again */
  setView(view: View, isOther: boolean): void {
    this.#view = view;
    this.#showTabs();
    if (isOther) void this.#show();
    else if (this.#open === 'problems') showProblems(this.#panel, view.diagnostics, this.#options);
  }

  /** Opens a panel, or closes it if it is open. */
  toggle(name: Panel): void {
    this.#open = this.#open === name ? undefined : name;
    this.element.hidden = this.#open === undefined;
    this.#showTabs();
    this.#options.onPanel();
    void this.#show();
  }

  #showTabs(): void {
    const { diagnostics = [] } = this.#view ?? {};
    const errors = countOf(diagnostics, 'error');
    const count = errors + countOf(diagnostics, 'warning');
    const buttons = this.tabs.children;
    if (buttons.length === 0)
      this.tabs.append(
        ...(Object.keys(names) as Panel[]).map((name) =>
          h('button', { type: 'button', class: 'tab', title: tips[name], onclick: () => this.toggle(name) }, names[name]),
        ),
      );
    for (const [index, name] of (Object.keys(names) as Panel[]).entries())
      buttons[index]?.setAttribute('aria-pressed', String(name === this.#open));
    const problems = buttons[0] as HTMLElement;
    problems.classList.toggle('has-errors', errors > 0);
    problems.replaceChildren(names.problems, ...(count > 0 ? [h('span', { class: 'badge' }, String(count))] : []));
  }

  async #show(): Promise<void> {
    const [name, view] = [this.#open, this.#view];
    this.#asked += 1;
    const own = this.#asked;
    if (name !== 'withheld') this.#options.onWithheld([]);
    if (name === undefined) return;
    if (this.#panel.dataset['panel'] !== name) {
      this.#panel.dataset['panel'] = name;
      this.#panel.dataset['key'] = '';
      this.#panel.setAttribute('aria-label', names[name]);
      this.#panel.replaceChildren(h('p', { class: 'quiet' }, 'Reading…'));
    }
    if (!view) return;
    const { selection, diagnostics } = view;
    if (name === 'problems') showProblems(this.#panel, diagnostics, this.#options);
    if (selection === null) {
      if (name !== 'problems') this.#note('No document of these packs can be shown: see the problems.');
      return;
    }
    try {
      await this.#ask(name, selection, own);
    } catch {
      if (this.#asked === own) this.#note('The preview does not answer: is it still running?');
    }
  }

  #note(words: string): void {
    this.#panel.dataset['key'] = '';
    this.#panel.replaceChildren(h('p', { class: 'quiet' }, words));
  }

  async #ask(name: Panel, selection: Selection, own: number): Promise<void> {
    if (name === 'withheld') {
      const all = await ask<Withheld>('withheld', selection);
      if (this.#asked !== own) return;
      showWithheld(this.#panel, all, selection.audiences, this.#options.onOpen);
      this.#options.onWithheld(all ?? []);
    }
    if (name === 'brand') {
      const tokens = (await ask<TokenView>('tokens', selection)) ?? [];
      if (this.#asked === own)
        showBrand(this.#panel, tokens, async (token, value) => {
          const why = await send(`/_/tokens?${queryOf(selection)}`, { name: token, value });
          if (why) this.#options.say(why);
        });
    }
  }
}
