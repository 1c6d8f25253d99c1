/** Hidden text of Word: by a run's own properties, or by the style of the run or of its paragraph. */
import { childrenOf, elements, type OfficeFiles, xmlOf } from './zip.ts';

/** Finds out whether a run is hidden. */
export function hiddenRuns(files: OfficeFiles): (run: Element) => boolean {
  const styles = new Map(elements(xmlOf(files, 'word/styles.xml'), 'w:style').map((style) => [style.getAttribute('w:styleId'), style]));
  const byStyle = (id: string | undefined, seen: readonly string[] = []): boolean => {
    const style = id === undefined || seen.includes(id) ? undefined : styles.get(id);
    return hides(style) ?? (style !== undefined && byStyle(settingOf(style, 'w:basedOn'), [...seen, id as string]));
  };
  return (run) =>
    hides(run) ??
    (byStyle(settingOf(childrenOf(run, 'w:rPr')[0], 'w:rStyle')) ||
      byStyle(settingOf(childrenOf(paragraphOf(run), 'w:pPr')[0], 'w:pStyle')));
}

const settingOf = (node: Element | undefined, name: string): string | undefined =>
  childrenOf(node, name)[0]?.getAttribute('w:val') ?? undefined;

/** Whether a run or a style says that its text is hidden; undefined if it says nothing. `w:val="0"` says that it is not. */
function hides(node: Element | undefined): boolean | undefined {
  const mark = childrenOf(childrenOf(node, 'w:rPr')[0], 'w:vanish')[0];
  return mark && !/^(0|false|off)$/.test(mark.getAttribute('w:val') ?? '');
}

function paragraphOf(run: Element): Element | undefined {
  let node: Node | null = run;
  while (node !== null && node.nodeName !== 'w:p') node = node.parentNode;
  return (node as Element | null) ?? undefined;
}
