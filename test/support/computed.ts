/** What the style sheets of a document make of its elements. */
import { plainBrowser } from './shared-browser.ts';

/** Computed styles of what a selector finds in the document's page. */
export const computed = (
  html: string,
  wanted: readonly (readonly [selector: string, property: string, pseudo?: string])[],
): Promise<string[]> =>
  plainBrowser.withPage(async (page) => {
    await page.setContent(html);
    return page.evaluate(
      (list) =>
        list.map(([selector, property, pseudo]) => {
          const found = document.querySelector(selector as string);
          return found ? getComputedStyle(found, pseudo ?? null).getPropertyValue(property as string) : 'not there';
        }),
      wanted.map((one) => [...one]),
    );
  });
