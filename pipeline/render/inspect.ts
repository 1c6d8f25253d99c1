/** Lays documents out and reports what does not fit, without printing them. */
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Context, collecting } from '../platform/context.ts';
import { PrintPage } from '../platform/print-page.ts';
import type { Templated } from '../template/types.ts';
import { layOut } from './layout.ts';
import type { WhenFree } from './pieces.ts';

/** One document without its parts. */
export async function inspect(document: Templated, context: Context): Promise<void> {
  await context.browser.withPage(async (page) => layOut(await PrintPage.at(page, document.resources), document.html, document, context));
}

/** A document with its parts. Returns the diagnostics. */
export async function inspectAll(document: Templated, whenFree: WhenFree, context: Context): Promise<readonly Diagnostic[]> {
  const own = collecting(context);
  await whenFree(async () => {
    for (const part of document.parts) if ('document' in part) await inspect(part.document, own.context);
    await inspect(document, own.context);
  });
  return own.diagnostics;
}
