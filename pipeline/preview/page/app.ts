/** Everything on the page, and what follows from what. */
import type { Place } from '../../model/place.ts';
import type { PlacedBlock, Selection, TokenView, View } from '../types.ts';
import { showBrand } from './brand.ts';
import { ask, Connection, queryOf, selectionFrom, send } from './client.ts';
import type { Zoom } from './column.ts';
import { h, icon, iconButton, icons, isTyping } from './dom.ts';
import { FlowView } from './flow.ts';
import { helpDialog } from './help.ts';
import { blockOf, blockUnder, pageOfBlock } from './locate.ts';
import { drawOverlays, drawWithheld, type OverlayName, overlaySwitches } from './overlays.ts';
import { PagesView } from './pages.ts';
import { PdfFile } from './pdf.ts';
import { channel, type Word } from './presenter.ts';
import { countOf, showProblems } from './problems.ts';
import { find, type Hit, mark } from './search.ts';
import { showOutline, Thumbs } from './sidebar.ts';
import { SlidesView } from './slides.ts';
import { showStatus } from './status.ts';
import { type Mode, modes, segments, showSelection } from './toolbar.ts';
import { showWithheld, type Withheld } from './withheld.ts';

type Panel = 'problems' | 'withheld' | 'brand';
const panels: Readonly<Record<Panel, string>> = { problems: 'Problems', withheld: 'Withheld', brand: 'Brand' };

const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

export class App {
  readonly element: HTMLElement;
  readonly #connection: Connection;
  readonly #bar = h('header', { class: 'bar' });
  readonly #tools = h('div', { class: 'tools', role: 'toolbar', 'aria-label': 'View' });
  readonly #left = h('aside', { class: 'left', 'aria-label': 'Navigation' });
  readonly #outline = h('nav', { class: 'outline', 'aria-label': 'Outline', hidden: true });
  readonly #centre = h('main', { class: 'centre' });
  readonly #right = h('aside', { class: 'right', 'aria-label': 'Details' });
  readonly #tabs = h('div', { class: 'tabs' });
  readonly #panel = h('div', { class: 'panel', tabindex: '0', role: 'region' });
  readonly #status = h('footer', { class: 'status' });
  readonly #toast = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  readonly #empty = h('div', { class: 'empty' }, h('p', {}, 'Building the first pages…'));
  readonly #search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search in the document' });
  readonly #found = h('output', { class: 'found', 'aria-live': 'polite' });
  readonly #zoomLabel = h('output', { class: 'zoom-label' });
  readonly #pageLabel = h('output', { class: 'page-label' });
  readonly #twoUp = iconButton('two', 'Two pages side by side', () => this.#setZoom(this.#zoom, !this.#isTwoUp));
  readonly #help = helpDialog();
  readonly #thumbs: Thumbs;
  readonly #pages: PagesView;
  readonly #slides: SlidesView;
  readonly #flow: FlowView;
  readonly #words = channel();
  #view: View | undefined;
  #files: PdfFile[] = [];
  #urls = '';
  #mode: Mode;
  #panelName: Panel | undefined;
  #isOutline = false;
  #hasLeft = innerWidth >= 1100;
  #zoom: Zoom = 'width';
  #isTwoUp = false;
  #hits: readonly Hit[] = [];
  #hit = 0;
  #page: number;
  #overlays: ReadonlySet<OverlayName> = new Set();
  #withheld: readonly Withheld[] = [];
  /** Blocks of the first document, by the revision that they are of. */
  #blocks = new Map<string, Promise<readonly PlacedBlock[]>>();
  #isConnected = true;
  #toastTimer = 0;

  constructor(query: URLSearchParams) {
    this.#mode = (Object.keys(modes) as Mode[]).find((mode) => mode === query.get('view')) ?? 'pages';
    this.#page = Math.max(0, Number(query.get('page') ?? 1) - 1);
    const panel = query.get('panel');
    this.#panelName = panel === null ? undefined : (Object.keys(panels) as Panel[]).find((name) => name === panel);
    this.#thumbs = new Thumbs('Pages', 132, (page) => this.#goTo(page));
    this.#pages = new PagesView({
      onPage: (page) => this.#turned(page),
      onPick: (column, page, point) => void this.#pick(column, page, point),
      onCompared: (pages) => this.#thumbs.mark(pages),
    });
    this.#slides = new SlidesView({
      onPage: (page) => {
        this.#turned(page);
        this.#words.postMessage({ page } satisfies Word);
      },
      onPick: (page, point) => void this.#pick(0, page, point),
    });
    this.#flow = new FlowView({
      onPick: (at) => {
        const [, file = '', line, column] = /^(.*):(\d+):(\d+)$/.exec(at) ?? [];
        void this.#open({ file, line: Number(line), column: Number(column) });
      },
      onKey: (event) => this.#key(event),
      onShown: () => this.#decorate(),
    });
    this.#left.append(this.#thumbs.element, this.#outline);
    this.#right.append(this.#tabs, this.#panel);
    this.#centre.append(this.#empty, this.#pages.element, this.#slides.element, this.#flow.element);
    this.element = h(
      'div',
      { class: 'app' },
      this.#bar,
      this.#tools,
      h('div', { class: 'body' }, this.#left, this.#centre, this.#right),
      this.#status,
      this.#toast,
      this.#help,
    );
    this.#makeTools();
    this.#listen();
    this.#connection = new Connection({
      view: (view) => void this.#show(view),
      at: (place) => void this.#showPlace(place),
      connection: (isThere) => {
        this.#isConnected = isThere;
        this.#showStatus();
      },
    });
    this.#layOut();
    this.#connection.open(selectionFrom(query));
  }

  #listen(): void {
    addEventListener('keydown', (event) => this.#key(event));
    this.#words.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if ('page' in data) this.#slides.goTo(data.page, true);
      else if ('point' in data) this.#slides.point(data.point ?? undefined);
      else if ('key' in data) this.#slides.key(new KeyboardEvent('keydown', { key: data.key }));
    });
    this.element.addEventListener('drawn', () => mark(this.#search.value, this.element));
    this.#search.addEventListener('input', () => void this.#find());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1);
      if (event.key === 'Escape') {
        this.#search.value = '';
        void this.#find();
        this.#pages.first?.focus();
      }
    });
  }

  #makeTools(): void {
    this.#tools.replaceChildren(
      iconButton('thumbs', 'Pictures of pages, or outline', () => this.#cycleLeft()),
      h('div', { class: 'view-switch' }),
      h(
        'span',
        { class: 'only-pages group' },
        iconButton('minus', 'Smaller', () => this.#zoomBy(-1)),
        this.#zoomLabel,
        iconButton('plus', 'Larger', () => this.#zoomBy(1)),
        h('button', { type: 'button', class: 'button', onclick: () => this.#setZoom('width', this.#isTwoUp) }, 'Width'),
        h('button', { type: 'button', class: 'button', onclick: () => this.#setZoom('page', this.#isTwoUp) }, 'Page'),
        this.#twoUp,
      ),
      h(
        'span',
        { class: 'only-slides group' },
        iconButton('grid', 'All slides in a grid', () => this.#slides.setGrid(!this.#slides.isGrid)),
        iconButton('full', 'Full screen', () => this.#slides.full()),
        h('button', { type: 'button', class: 'button', onclick: () => this.#present() }, icon(icons.present), 'Presenter view'),
      ),
      h('span', { class: 'only-flow group overlays' }),
      h('span', { class: 'spacer' }),
      h(
        'span',
        { class: 'only-pages group' },
        h('span', { class: 'search' }, icon(icons.search), this.#search),
        this.#found,
        iconButton('up', 'Found before', () => this.#step(-1)),
        iconButton('down', 'Found after', () => this.#step(1)),
      ),
      this.#pageLabel,
    );
  }

  /** What holds after every change of what the page itself decides. */
  #layOut(): void {
    const mode = this.#mode;
    this.element.dataset['mode'] = mode;
    const view = this.#tools.querySelector('.view-switch') as HTMLElement;
    view.replaceChildren(
      segments(
        'View',
        (Object.keys(modes) as Mode[]).map((name) => [name, modes[name]]),
        mode,
        (name) => this.#setMode(name as Mode),
      ),
    );
    const overlays = this.#tools.querySelector('.overlays') as HTMLElement;
    if (overlays.childElementCount === 0)
      overlays.append(
        overlaySwitches(this.#overlays, (name, isOn) => {
          const names = new Set(this.#overlays);
          if (isOn) names.add(name);
          else names.delete(name);
          this.#overlays = names;
          this.#decorate();
        }),
      );
    this.#left.hidden = !this.#hasLeft || mode !== 'pages';
    this.#outline.hidden = !this.#isOutline;
    this.#thumbs.element.hidden = this.#isOutline;
    this.#right.hidden = this.#panelName === undefined;
    this.#twoUp.setAttribute('aria-pressed', String(this.#isTwoUp));
    const isReady = this.#files.length > 0;
    this.#empty.hidden = isReady || mode === 'flow';
    this.#pages.element.hidden = mode !== 'pages' || !isReady;
    this.#slides.element.hidden = mode !== 'slides' || !isReady;
    this.#flow.element.hidden = mode !== 'flow';
    this.#showTabs();
    this.#remember();
  }

  async #show(view: View): Promise<void> {
    const before = this.#view;
    this.#view = view;
    const { selection, files, packs, revision } = view;
    showSelection(this.#bar, packs, selection, this.#mode, {
      select: (wanted) => this.#connection.open(wanted),
      setMode: (mode) => this.#setMode(mode),
      showHelp: () => this.#help.showModal(),
    });
    document.title = selection ? `${packs[selection.pack]?.title} – ${selection.audiences.join(', ')}` : 'Dossier preview';
    this.#showStatus();
    this.#showTabs();
    const urls = files.map(({ url, isOld }) => `${url}${isOld}`).join(' ');
    const isOther = JSON.stringify(before?.selection) !== JSON.stringify(selection);
    if (isOther || before?.revision !== revision) {
      this.#blocks.clear();
      void this.#showPanel();
      if (this.#mode === 'flow') void this.#showFlow();
    }
    if (urls !== this.#urls) {
      this.#urls = urls;
      await this.#load(view);
    } else if (files.length === 0) this.#nothing(view);
    this.#layOut();
  }

  async #load(view: View): Promise<void> {
    const { files } = view;
    if (files.length === 0) return this.#nothing(view);
    const opened = await Promise.all(files.map(({ url }) => PdfFile.open(url))).catch((cause: Error) => cause);
    // A newer view came meanwhile.
    if (this.#view?.files !== files && this.#view?.files.map(({ url }) => url).join() !== files.map(({ url }) => url).join())
      return undefined;
    if (opened instanceof Error)
      return this.#say(
        opened.name === 'PasswordException' ? 'This document has a password: open it from the output folder.' : opened.message,
      );
    const isFirst = this.#files.length === 0;
    const old = this.#files;
    this.#files = opened;
    this.#layOut();
    const [first] = opened as [PdfFile];
    this.#thumbs.setFile(first);
    this.#pages.setFiles(files, opened);
    this.#slides.setFile(first);
    if (isFirst && this.#page > 0) this.#goTo(this.#page);
    void showOutline(this.#outline, first, (page) => this.#goTo(page));
    this.#turned(this.#mode === 'slides' ? this.#slides.page : this.#pages.page);
    if (this.#search.value) void this.#find(false);
    // Drawings that are under way end first.
    setTimeout(() => {
      for (const file of old) file.close();
    }, 3000);
    return undefined;
  }

  #nothing({ packs, selection, work, diagnostics }: View): void {
    for (const file of this.#files.splice(0)) file.close();
    const pack = selection ? packs[selection.pack] : packs[0];
    const errors = countOf(diagnostics, 'error');
    const words = pack?.isGone
      ? `${pack.shown} was deleted. It is shown again when it is back.`
      : errors > 0
        ? `${errors} ${errors === 1 ? 'error stops' : 'errors stop'} this document: see the problems.`
        : work || !selection
          ? 'Building the first pages…'
          : 'This document is empty for this audience.';
    this.#empty.replaceChildren(h('p', {}, words));
    if (errors > 0 && this.#panelName === undefined) this.#setPanel('problems');
  }

  #showStatus(): void {
    if (this.#view) showStatus(this.#status, this.#view, this.#isConnected);
  }

  #showTabs(): void {
    const { diagnostics = [] } = this.#view ?? {};
    const [errors, warnings] = [countOf(diagnostics, 'error'), countOf(diagnostics, 'warning')];
    const count = errors + warnings;
    const all = (Object.keys(panels) as Panel[]).map((name) =>
      h(
        'button',
        {
          type: 'button',
          class: `tab${name === 'problems' && errors > 0 ? ' has-errors' : ''}`,
          'aria-pressed': String(this.#panelName === name),
          onclick: () => this.#setPanel(this.#panelName === name ? undefined : name),
        },
        panels[name],
        name === 'problems' && count > 0 && h('span', { class: 'badge' }, String(count)),
      ),
    );
    const key = JSON.stringify([this.#panelName, errors, warnings]);
    if (this.#tabs.dataset['key'] === key) return;
    this.#tabs.dataset['key'] = key;
    this.#tabs.replaceChildren(...all);
    // The tabs are in the bar of tools, so that a closed panel can be opened.
    if (!this.#tools.contains(this.#tabs)) this.#tools.append(this.#tabs);
  }

  #setPanel(name: Panel | undefined): void {
    this.#panelName = name;
    this.#layOut();
    void this.#showPanel();
  }

  async #showPanel(): Promise<void> {
    const view = this.#view;
    const name = this.#panelName;
    if (!view || name !== 'withheld') this.#withheld = [];
    if (view && name !== undefined) {
      this.#panel.setAttribute('aria-label', panels[name]);
      if (this.#panel.dataset['panel'] !== name) {
        this.#panel.dataset['panel'] = name;
        this.#panel.dataset['key'] = '';
        this.#panel.replaceChildren();
      }
      const { selection, diagnostics } = view;
      const onOpen = (place: Place) => void this.#open(place);
      if (name === 'problems') showProblems(this.#panel, diagnostics, { onOpen, onShow: (place) => void this.#showPlace(place) });
      if (name === 'withheld' && selection) {
        this.#withheld = await ask<Withheld>('withheld', selection);
        if (this.#panelName === name) showWithheld(this.#panel, this.#withheld, selection.audiences, onOpen);
      }
      if (name === 'brand' && selection) {
        const tokens = await ask<TokenView>('tokens', selection);
        if (this.#panelName === name) showBrand(this.#panel, tokens, (token, value) => void this.#setToken(selection, token, value));
      }
    }
    this.#decorate();
  }

  async #setToken(selection: Selection, name: string, value: string): Promise<void> {
    const why = await send(`/_/tokens?${queryOf(selection)}`, { name, value });
    if (why) this.#say(why);
  }

  #setMode(mode: Mode): void {
    const page = this.#page;
    this.#mode = mode;
    this.#layOut();
    if (this.#view) void this.#show(this.#view);
    if (mode === 'flow') void this.#showFlow();
    else requestAnimationFrame(() => this.#goTo(page));
  }

  async #showFlow(): Promise<void> {
    const { selection, revision } = this.#view ?? {};
    if (selection && revision !== undefined) await this.#flow.update(selection, revision);
  }

  /** What is drawn over the flow. */
  #decorate(): void {
    const shown = this.#flow.document;
    if (shown === undefined) return;
    const [audience] = this.#view?.selection?.audiences ?? [];
    drawWithheld(
      shown,
      this.#withheld.filter((one) => one.audience === audience),
    );
    drawOverlays(shown, this.#overlays);
  }

  #goTo(page: number, y = 0): void {
    if (this.#mode === 'slides') this.#slides.goTo(page);
    else this.#pages.goTo(page, y);
  }

  #turned(page: number): void {
    this.#page = page;
    const length = this.#files[0]?.length ?? 0;
    this.#pageLabel.textContent = length > 0 ? `${page + 1} / ${length}` : '';
    this.#zoomLabel.textContent = `${Math.round((this.#pages.first?.scale ?? 1) * 75)} %`;
    this.#thumbs.setPage(page);
    this.#remember();
  }

  /** What a reload keeps. */
  #remember(): void {
    const { selection } = this.#view ?? {};
    if (!selection) return;
    const query = new URLSearchParams(queryOf(selection));
    query.set('view', this.#mode);
    query.set('page', String(this.#page + 1));
    if (this.#panelName) query.set('panel', this.#panelName);
    history.replaceState(null, '', `/?${query}`);
  }

  #cycleLeft(): void {
    [this.#hasLeft, this.#isOutline] = !this.#hasLeft ? [true, false] : this.#isOutline ? [false, false] : [true, true];
    this.#layOut();
  }

  #setZoom(zoom: Zoom, isTwoUp: boolean): void {
    [this.#zoom, this.#isTwoUp] = [zoom, isTwoUp];
    this.#pages.setZoom(zoom, isTwoUp);
    this.#layOut();
    this.#turned(this.#page);
  }

  #zoomBy(direction: 1 | -1): void {
    const now = (this.#pages.first?.scale ?? 1) * 0.75;
    const next = direction > 0 ? steps.find((step) => step > now * 1.01) : steps.findLast((step) => step < now * 0.99);
    if (next !== undefined) this.#setZoom(next, this.#isTwoUp);
  }

  async #find(isMoving = true): Promise<void> {
    const words = this.#search.value;
    const [file] = this.#files;
    this.#hits = file ? await find(words, file).catch(() => []) : [];
    if (words !== this.#search.value) return;
    this.#hit = Math.max(
      0,
      this.#hits.findIndex(({ page }) => page >= this.#page),
    );
    mark(words, this.element);
    this.#showHit(isMoving);
  }

  #step(by: number): void {
    if (this.#hits.length === 0) return;
    this.#hit = (this.#hit + by + this.#hits.length) % this.#hits.length;
    this.#showHit(true);
  }

  #showHit(isMoving: boolean): void {
    const hit = this.#hits[this.#hit];
    this.#found.textContent = this.#search.value.trim() === '' ? '' : hit ? `${this.#hit + 1} of ${this.#hits.length}` : 'not found';
    if (hit && isMoving) this.#pages.goTo(hit.page, hit.y);
  }

  #present(): void {
    const { selection } = this.#view ?? {};
    if (!selection) return;
    open(
      `/?presenter=1&page=${this.#slides.page + 1}&${queryOf({ ...selection, audiences: selection.audiences.slice(0, 1) })}`,
      'dossier-presenter',
      'width=1200,height=760',
    );
  }

  #placed(audience: string | undefined): Promise<readonly PlacedBlock[]> {
    const { selection } = this.#view ?? {};
    if (!selection || audience === undefined) return Promise.resolve([]);
    const known = this.#blocks.get(audience) ?? ask<PlacedBlock>('places', { ...selection, audiences: [audience] });
    this.#blocks.set(audience, known);
    return known;
  }

  /** A click on a page: the editor opens where its words are written. */
  async #pick(column: number, page: number, point: { readonly x: number; readonly y: number }): Promise<void> {
    const file = this.#files[column];
    const blocks = await this.#placed(this.#view?.selection?.audiences[column]);
    if (file === undefined || blocks.length === 0) return;
    const block = blockUnder(await file.text(page), point, (page + 0.5) / file.length, blocks);
    if (block) await this.#open(block.place);
    else this.#say('Nothing in the source has these words.');
  }

  async #open(place: Place): Promise<void> {
    const why = await send('/_/open', place);
    this.#say(why ?? `Opened ${[place.file, place.line, place.column].filter((part) => part !== undefined).join(':')}`);
  }

  /** A place in the source: its page, or its block in the flow. */
  async #showPlace(place: Place): Promise<void> {
    const [file] = this.#files;
    const blocks = await this.#placed(this.#view?.selection?.audiences[0]);
    const index = blockOf(place, blocks);
    if (index < 0) return this.#say(`${place.file} is not in this document.`);
    if (this.#mode === 'flow') return this.#showBlock(blocks[index] as PlacedBlock);
    const found = file && (await pageOfBlock(index, blocks, file));
    if (found) this.#goTo(found.page, found.y);
    else this.#say('These words are on no page.');
    return undefined;
  }

  #showBlock({ place }: PlacedBlock): void {
    const at = `${place.file}:${place.line ?? 1}:${place.column ?? 1}`;
    const shown = this.#flow.document;
    for (const old of shown?.querySelectorAll('.preview-target') ?? []) old.classList.remove('preview-target');
    const target = shown?.querySelector(`[data-at="${CSS.escape(at)}"]`);
    target?.classList.add('preview-target');
    target?.scrollIntoView({ block: 'center' });
  }

  #say(words: string): void {
    this.#toast.textContent = words;
    this.#toast.classList.add('is-shown');
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => this.#toast.classList.remove('is-shown'), 4000) as unknown as number;
  }

  #key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'f' && this.#mode === 'pages') {
      this.#search.select();
      return event.preventDefault();
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || this.#help.open) return undefined;
    const isButton = event.target instanceof HTMLElement && event.target.matches('button, a, summary');
    if (isButton && [' ', 'Enter', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) return undefined;
    if (this.#mode === 'slides' && this.#slides.key(event)) return event.preventDefault();
    const actions: Readonly<Record<string, () => void>> = {
      1: () => this.#setMode('pages'),
      2: () => this.#setMode('slides'),
      3: () => this.#setMode('flow'),
      ArrowRight: () => this.#goTo(this.#page + 1),
      ArrowLeft: () => this.#goTo(this.#page - 1),
      Home: () => this.#goTo(0),
      End: () => this.#goTo((this.#files[0]?.length ?? 1) - 1),
      '+': () => this.#zoomBy(1),
      '=': () => this.#zoomBy(1),
      '-': () => this.#zoomBy(-1),
      0: () => this.#setZoom('width', this.#isTwoUp),
      d: () => this.#setZoom(this.#zoom, !this.#isTwoUp),
      t: () => this.#cycleLeft(),
      '/': () => this.#search.focus(),
      e: () => this.#setPanel(this.#panelName === 'problems' ? undefined : 'problems'),
      w: () => this.#setPanel(this.#panelName === 'withheld' ? undefined : 'withheld'),
      p: () => this.#present(),
      '?': () => this.#help.showModal(),
    };
    const action = actions[event.key];
    if (!action) return undefined;
    event.preventDefault();
    return action();
  }
}
