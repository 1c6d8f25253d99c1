/** Everything that the preview’s server answers. */
import { readFile } from 'node:fs/promises';
import { Hono, type Context as Request } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Place } from '../model/place.ts';
import { assetAt, pageHtml } from './assets.ts';
import { type Builder, type Look, nothing } from './builder.ts';
import type { Desk } from './desk.ts';
import type { Edits } from './edits.ts';
import { type GuardOptions, guard } from './guard.ts';
import { keyOf, settled } from './packs.ts';
import { documentPolicy } from './policy.ts';
import type { Printed } from './printed.ts';
import { selectionFrom } from './query.ts';
import type { Selection, View } from './types.ts';

export interface AppOptions extends GuardOptions {
  readonly version: string;
  readonly builder: Builder;
  readonly edits: Edits;
  readonly printed: Printed;
  readonly desk: Desk;
  /** Calls back when something that windows show is different, or a place was asked for; gives what ends that. */
  readonly listen: (listener: Listener) => () => void;
  /** Asks every window to show a place. */
  readonly show: (place: Place) => void;
}

export interface Listener {
  readonly changed: () => void;
  readonly show: (place: Place) => void;
}

export function previewApp(options: AppOptions): Hono {
  const { builder, desk, token } = options;
  const app = new Hono();
  app.use(guard(options));
  app.get('/', async (request) => request.html(await pageHtml(token)));
  app.get('/_/asset/*', async (request) => {
    const asset = await assetAt(request.req.path.slice('/_/asset/'.length));
    if (asset === undefined) return request.notFound();
    // They are those of one version, and a server has but one.
    return request.body(new Uint8Array(asset.bytes), 200, { 'content-type': asset.type, 'cache-control': 'private, max-age=600' });
  });
  app.get('/_/pdf/*', async (request) => {
    const file = options.printed.at(decodeURI(request.req.path));
    const bytes = file && (await readFile(file).catch(() => undefined));
    return bytes ? request.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf' }) : request.notFound();
  });
  app.get('/_/events', (request) => events(request, options));
  app.get('/_/places', (request) => about(request, builder, (selection) => desk.places(selection)));
  app.get('/_/notes', (request) => about(request, builder, (selection) => desk.notes(selection)));
  app.get('/_/withheld', (request) => about(request, builder, (selection) => desk.withheld(selection)));
  app.get('/_/tokens', (request) => about(request, builder, (selection) => desk.tokens(selection)));
  app.get('/_/flow', async (request) => {
    const selection = settled(selectionOf(request), builder.packs);
    const html = selection && (await desk.flow(selection));
    if (!html) return request.text('There is nothing to show: see the problems.', 404);
    request.header('content-security-policy', `${documentPolicy}; frame-ancestors 'self'`);
    return request.html(html);
  });
  app.get('/_/flow/since', async (request) => {
    const selection = settled(selectionOf(request), builder.packs);
    const change = selection && (await desk.flowSince(selection, request.req.query('id')));
    return change ? request.json(change) : request.json({ why: 'errors stop this document' }, 422);
  });
  app.get('/_/file/:scope/*', async (request) => {
    const { scope } = request.req.param();
    const file = await desk.resource(scope, decodeURI(request.req.path).slice(`/_/file/${scope}`.length));
    if (file === undefined) return request.notFound();
    request.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    return request.body(new Uint8Array(file.bytes), 200, { 'content-type': file.type });
  });
  app.post('/_/open', async (request) => {
    const place = placeFrom(await request.req.json().catch(() => undefined));
    if (place === undefined) return request.json({ why: 'no place' }, 400);
    const why = await desk.open(place);
    return why === undefined ? request.json({}) : request.json({ why }, 422);
  });
  app.post('/_/tokens', async (request) => {
    const selection = settled(selectionOf(request), builder.packs);
    const given = (await request.req.json().catch(() => ({}))) as { name?: unknown; value?: unknown };
    if (selection === undefined || typeof given.name !== 'string' || typeof given.value !== 'string')
      return request.json({ why: 'no token' }, 400);
    const why = await desk.setToken(selection, given.name, given.value);
    return why === undefined ? request.json({}) : request.json({ why }, 422);
  });
  app.post('/at', async (request) => {
    const place = placeFrom(await request.req.json().catch(() => undefined));
    const known = place && (await desk.known(place));
    if (known === undefined) return request.json({ why: 'not a file of these packs' }, 422);
    options.show(known);
    return request.json({});
  });
  return app;
}

/** What a window asks for: `?pack=0&lang=en&kind=briefing&audience=press`. */
const selectionOf = (request: Request): Partial<Selection> => selectionFrom(new URL(request.req.url).searchParams);

async function about(request: Request, builder: Builder, make: (selection: Selection) => Promise<unknown>): Promise<Response> {
  const selection = settled(selectionOf(request), builder.packs);
  const found = selection === undefined ? [] : await make(selection);
  return found === undefined ? request.json({ why: 'errors stop this document' }, 422) : request.json(found);
}

function placeFrom(given: unknown): Place | undefined {
  const { file, line, column } = (given ?? {}) as { file?: unknown; line?: unknown; column?: unknown };
  const whole = (value: unknown) => (Number.isInteger(value) && (value as number) > 0 ? { is: value as number } : undefined);
  if (typeof file !== 'string' || file === '') return undefined;
  return { file, line: whole(line)?.is, column: whole(column)?.is };
}

/** What a window shows first after an edit. */
const lookOf = (view: string | undefined): Look => (view === 'flow' ? 'html' : view === 'slides' ? 'both' : 'pages');

/** Server-sent events: a view after each change, and places to show. */
function events(request: Request, { builder, desk, edits, version, listen }: AppOptions): Response {
  const wanted = selectionOf(request);
  const look = lookOf(request.req.query('view'));
  return streamSSE(request, async (stream) => {
    let selection: Selection | undefined;
    let leave = () => {};
    let last = '';
    let begun = edits.count;
    const view = (): View => {
      const now = settled(wanted, builder.packs);
      if ((now && keyOf(now)) !== (selection && keyOf(selection))) {
        leave();
        selection = now;
        leave = now ? builder.watch(now, look) : () => {};
      }
      const { files, diagnostics, milliseconds, revision, built } = now
        ? builder.resultOf(now)
        : { ...nothing, diagnostics: builder.planProblems };
      const { packs, work } = builder;
      const { count } = edits;
      // The window asks for it as soon as it has read the view.
      if (now && count !== begun && (look === 'html' || (look === 'both' && now.kind === 'slides'))) desk.begin(now);
      begun = count;
      return { version, packs, selection: now ?? null, files, diagnostics, work, milliseconds, edits: count, revision, built };
    };
    const send = () => {
      const data = JSON.stringify(view());
      if (data === last) return;
      last = data;
      void stream.writeSSE({ event: 'view', data }).catch(() => {});
    };
    const end = listen({
      changed: send,
      show: (place) => void stream.writeSSE({ event: 'at', data: JSON.stringify(place) }).catch(() => {}),
    });
    stream.onAbort(() => {
      end();
      leave();
    });
    send();
    // A window that is gone is noticed when something is sent to it.
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(20_000);
      await stream.write(': still here\n\n');
    }
  });
}
