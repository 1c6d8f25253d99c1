/** What is used of citeproc-js, which has no types of its own. */
declare module 'citeproc' {
  export interface System {
    retrieveLocale(tag: string): string;
    retrieveItem(id: string): unknown;
    wrapCitationEntry(text: string, id: string): string;
  }
  export class Engine {
    constructor(system: System, style: string, locale: string, forceLocale: boolean);
    rebuildProcessorState(citations: readonly unknown[], format: 'html'): [id: string, note: number, text: string][];
    makeBibliography(): [{ entry_ids: string[][] }, string[]] | false;
  }
  export type XmlNode = object;
  export interface XmlJSON {
    dataObj: XmlNode;
    getNodesByName(this: XmlJSON, tree: XmlNode, name: string, attribute?: string, found?: XmlNode[]): XmlNode[];
  }
  interface Citeproc {
    Engine: typeof Engine;
    XmlJSON: { prototype: XmlJSON };
  }
  const CSL: Citeproc;
  export default CSL;
}
