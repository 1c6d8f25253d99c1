/** One pack of about `pages` printed pages, in chapters of about ten. */
export function generatePack(
  folder: string,
  pages: number,
  more?: { readonly notes?: number; readonly references?: number; readonly isOne?: boolean },
): Promise<void>;
