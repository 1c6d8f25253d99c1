/** Everything on the page, and what follows from what. */
import type { Place } from '../../model/place.ts';
import { queryOf, selectionFrom } from '../query.ts';
import type { Selection, View } from '../types.ts';
import { Connection } from './client.ts';
import { Details, panelNamed } from './details.ts';
import { h, icon, iconButton, icons } from './dom.ts';
import { Finder } from './finder.ts';
import { FlowView } from './flow.ts';
import { helpDialog } from './help.ts';
import { Jumps } from './jumps.ts';
import { isFree, press } from './keys.ts';
import { OpenFiles } from './open-files.ts';
import { Decoration, overlaySwitches } from './overlays.ts';
import { PagesView } from './pages.ts';
import { channel, type Word } from './presenter.ts';
import { countOf } from './problems.ts';
import { Sidebar } from './sidebar.ts';
import { SlidesView } from './slides.ts';
import { emptyWords, showStatus } from './status.ts';
import { Toast } from './toast.ts';
import { type Mode, modeNamed, modeOptions, segments, showSelection } from './toolbar.ts';
import { ZoomTools } from './zoom.ts';

export class App {
  readonly element: HTMLElement;
  readonly #connection: Connection;
  readonly #bar = h('div', { class: 'bar' });
  readonly #modes = h('div', { class: 'view-switch' });
  readonly #status = h('footer', { class: 'status' });
  readonly #toast = new Toast();
  readonly #empty = h('div', { class: 'empty' });
  readonly #pageLabel = h('output', { class: 'page-label' });
  readonly #help = helpDialog();
  readonly #sidebar = new Sidebar((page) => this.#goTo(page));
  readonly #words = channel();
  readonly #decoration = new Decoration();
  readonly #pages: PagesView;
  readonly #slides: SlidesView;
  readonly #flow: FlowView;
  readonly #jumps: Jumps;
  readonly #details: Details;
  readonly #finder: Finder;
  readonly #zoom: ZoomTools;
  #view: View | undefined;
  readonly #files = new OpenFiles();
  #mode: Mode;
  #page: number;
  #isConnected = true;

  constructor(query: URLSearchParams) {
    this.#mode = modeNamed(query.get('view'));
    this.#page = Math.max(0, Number(query.get('page') ?? 1) - 1);
    const say = (words: string) => this.#toast.say(words);
    this.#jumps = new Jumps({ selection: () => this.#view?.selection, files: () => this.#files.all, say });
    this.#pages = new PagesView({
      onPage: (page) => this.#turned(page),
      onPick: (column, page, point) => void this.#jumps.pick(column, page, point),
      onCompared: (pages) => this.#sidebar.mark(pages),
    });
    this.#slides = new SlidesView({
      onPage: (page) => {
        this.#turned(page);
        this.#words.postMessage({ page } satisfies Word);
      },
      onPick: (page, point) => void this.#jumps.pick(0, page, point),
    });
    this.#flow = new FlowView({
      onPick: (at) => this.#jumps.openAt(at),
      onPartial: (file) => {
        if (file !== undefined) void this.#jumps.open({ file });
      },
      onKey: (event) => this.#key(event),
      onShown: (shown) => this.#decoration.draw(shown),
    });
    this.#details = new Details(panelNamed(query.get('panel')), {
      onOpen: (place) => void this.#jumps.open(place),
      onShow: (place) => void this.#showPlace(place),
      say,
      onWithheld: (all) => {
        this.#decoration.withheld = all.filter(({ audience }) => audience === this.#view?.selection?.audiences[0]);
        this.#decoration.draw(this.#flow.document);
      },
      onPanel: () => this.#layOut(),
    });
    this.#zoom = new ZoomTools((zoom, isTwoUp) => {
      this.#pages.setZoom(zoom, isTwoUp);
      this.#turned(this.#page);
    });
    this.#finder = new Finder({
      below: () => this.#pages.element,
      goTo: ({ page, y }) => this.#pages.goTo(page, y),
      onLeave: () => this.#pages.first?.focus(),
    });
    const centre = h('main', { class: 'centre' }, this.#empty, this.#pages.element, this.#slides.element, this.#flow.element);
    const body = h('div', { class: 'body' }, this.#sidebar.element, centre, this.#details.element);
    this.element = h(
      'div',
      { class: 'app' },
      h('header', {}, this.#bar, this.#tools()),
      body,
      this.#status,
      this.#toast.element,
      this.#help,
    );
    this.#listen();
    this.#connection = new Connection({
      view: (view) => void this.#show(view),
      at: (place) => void this.#showPlace(place),
      connection: (isThere) => {
        this.#isConnected = isThere;
        if (this.#view) showStatus(this.#status, this.#view, isThere, () => this.#details.toggle('problems'));
      },
    });
    this.#empty.replaceChildren(h('p', {}, 'Reading the packs…'));
    this.#layOut();
    this.#connection.open(selectionFrom(query), this.#mode);
  }

  #listen(): void {
    addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('drawn', () => this.#finder.mark());
    this.#words.addEventListener('message', ({ data }: MessageEvent<Word>) => {
      if ('page' in data) this.#slides.goTo(data.page, true);
      else if ('point' in data) this.#slides.point(data.point ?? undefined);
      else if ('key' in data) this.#slides.key(new KeyboardEvent('keydown', { key: data.key }));
    });
  }

  #tools(): HTMLElement {
    const overlays = overlaySwitches((name, isOn) => {
      this.#decoration.switch(name, isOn);
      this.#decoration.draw(this.#flow.document);
    });
    const slides = h(
      'span',
      { class: 'only-slides group' },
      iconButton('grid', 'All slides in a grid', () => this.#slides.setGrid(!this.#slides.isGrid)),
      iconButton('full', 'Full screen', () => this.#slides.full()),
      h('button', { type: 'button', class: 'button', onclick: () => this.#present() }, icon(icons.present), 'Presenter view'),
    );
    return h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': 'View' },
      iconButton('thumbs', 'Pictures of pages, or outline', () => this.#sidebar.cycle(), { class: 'icon-button only-pages' }),
      this.#modes,
      this.#zoom.element,
      slides,
      h('span', { class: 'only-flow group' }, overlays),
      h('span', { class: 'spacer' }),
      this.#finder.element,
      this.#pageLabel,
      this.#details.tabs,
    );
  }

  /** What holds after every change of what the page itself decides. */
  #layOut(): void {
    const mode = this.#mode;
    const isReady = this.#files.all.length > 0;
    this.element.dataset['mode'] = mode;
    // Tools for pages have nothing to do where there will be none.
    this.element.classList.toggle('is-empty', !isReady && this.#view !== undefined && this.#view.work === null && this.#view.revision > 0);
    this.#modes.replaceChildren(segments('View', modeOptions, mode, (name) => this.#setMode(modeNamed(name))));
    this.#sidebar.setMode(mode);
    this.#empty.hidden = isReady || mode === 'flow';
    this.#pages.element.hidden = mode !== 'pages' || !isReady;
    this.#slides.element.hidden = mode !== 'slides' || !isReady;
    this.#flow.element.hidden = mode !== 'flow';
    this.#remember();
  }

  async #show(view: View): Promise<void> {
    const before = this.#view;
    this.#view = view;
    const { selection, files, packs } = view;
    // A build adds nothing to what was asked for since the edit that it is of.
    const isOther = JSON.stringify(before?.selection) !== JSON.stringify(selection) || before?.edits !== view.edits;
    this.#showBar();
    showStatus(this.#status, view, this.#isConnected, () => this.#details.toggle('problems'));
    document.title = selection ? `${packs[selection.pack]?.title} – ${selection.audiences.join(', ')}` : 'Dossier preview';
    if (isOther) this.#jumps.forget();
    this.#details.setView(view, isOther);
    if (this.#mode === 'flow' && selection) void this.#flow.update(selection, view.edits);
    if (this.#mode === 'slides' && selection?.kind === 'slides') void this.#slides.showDraft(selection, view);
    await this.#load(view);
    if (files.length === 0) this.#nothing(view);
    this.#layOut();
  }

  #showBar(): void {
    const { packs = [], selection = null } = this.#view ?? {};
    showSelection(this.#bar, packs, selection, this.#mode, {
      select: (wanted) => this.#connection.open(wanted, this.#mode),
      showHelp: () => this.#help.showModal(),
    });
  }

  async #load({ files }: View): Promise<void> {
    const isFirst = this.#files.all.length === 0;
    const came = await this.#files.open(files).catch(({ message }: Error) => this.#toast.say(message));
    const [first] = this.#files.all;
    if (came !== 'others' || first === undefined) return;
    this.#layOut();
    this.#sidebar.setFile(first);
    this.#pages.setFiles(files, this.#files.all);
    this.#slides.setFile(first);
    this.#finder.setFile(first);
    if (isFirst) this.#goTo(this.#page, 0, true);
    this.#turned(Math.min(this.#page, first.length - 1));
  }

  #nothing(view: View): void {
    this.#files.close();
    this.#empty.replaceChildren(h('p', {}, emptyWords(view)));
    if (countOf(view.diagnostics, 'error') > 0 && this.#details.open === undefined) this.#details.toggle('problems');
  }

  #setMode(mode: Mode): void {
    const page = this.#page;
    this.#mode = mode;
    this.#layOut();
    this.#showBar();
    const { selection, edits = 0, packs } = this.#view ?? {};
    if (mode === 'flow' && selection) void this.#flow.update(selection, edits);
    else requestAnimationFrame(() => this.#goTo(page, 0, true));
    // Whoever wants to present a report most likely means its deck.
    const hasDeck = packs?.[selection?.pack ?? 0]?.documents.some(
      (one) => one.kind === 'slides' && one.audience === selection?.audiences[0],
    );
    const kind = mode === 'slides' && hasDeck ? 'slides' : selection?.kind;
    if (selection && kind) this.#connection.open({ ...selection, kind }, mode);
  }

  #goTo(page: number, y = 0, isAtOnce = false): void {
    if (this.#mode === 'slides') this.#slides.goTo(page);
    else this.#pages.goTo(page, y, isAtOnce);
  }

  #turned(page: number): void {
    this.#page = page;
    const length = this.#files.all[0]?.length ?? 0;
    this.#pageLabel.textContent = length > 0 ? `${page + 1} / ${length}` : '';
    this.#zoom.show(this.#pages.first?.scale ?? 1);
    this.#sidebar.setPage(page);
    this.#remember();
  }

  /** What a reload keeps. */
  #remember(): void {
    const { selection } = this.#view ?? {};
    if (!selection) return;
    const query = new URLSearchParams(queryOf(selection));
    query.set('view', this.#mode);
    query.set('page', String(this.#page + 1));
    if (this.#details.open) query.set('panel', this.#details.open);
    history.replaceState(null, '', `/?${query}`);
  }

  #present(): void {
    const { selection } = this.#view ?? {};
    if (!selection) return;
    const alone: Selection = { ...selection, audiences: selection.audiences.slice(0, 1) };
    open(`/?presenter=1&page=${this.#slides.page + 1}&${queryOf(alone)}`, 'dossier-presenter', 'width=1200,height=760');
  }

  /** A place in the source: its page, or its block in the flow. */
  async #showPlace(place: Place): Promise<void> {
    const found = await this.#jumps.find(place);
    if (found === undefined) return;
    if (this.#mode === 'flow') this.#flow.showBlock(found.block);
    else if (found.page === undefined) this.#toast.say('These words are on no page.');
    else this.#goTo(found.page, found.y);
  }

  #key(event: KeyboardEvent): void {
    const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f' && this.#mode === 'pages';
    if (isFind) press(event, { f: () => this.#finder.focus() });
    if (isFind || !isFree(event) || this.#help.open) return;
    if (this.#mode === 'slides' && this.#slides.key(event)) {
      event.preventDefault();
      return;
    }
    press(event, {
      1: () => this.#setMode('pages'),
      2: () => this.#setMode('slides'),
      3: () => this.#setMode('flow'),
      ArrowRight: () => this.#goTo(this.#page + 1),
      ArrowLeft: () => this.#goTo(this.#page - 1),
      Home: () => this.#goTo(0),
      End: () => this.#goTo((this.#files.all[0]?.length ?? 1) - 1),
      '+': () => this.#zoom.step(1),
      '=': () => this.#zoom.step(1),
      '-': () => this.#zoom.step(-1),
      0: () => this.#zoom.set('width'),
      d: () => this.#zoom.toggleTwoUp(),
      t: () => this.#sidebar.cycle(),
      '/': () => this.#finder.focus(),
      e: () => this.#details.toggle('problems'),
      w: () => this.#details.toggle('withheld'),
      p: () => this.#present(),
      '?': () => this.#help.showModal(),
    });
  }
}
