/** What steps over the tree report, and how they know what they must leave alone. */
import type { Code, Params } from '../../../../model/catalogue.ts';

export interface Report {
  /** @param line of the text that was parsed */
  readonly warn: <C extends Code>(code: C, params: Params<C>, line: number | undefined, column?: number) => void;
  /** Once for each text and name. */
  readonly warnOnce: <C extends Code>(code: C, params: Params<C>, name: string, line: number | undefined) => void;
  /** Whether a text has the shape of a rule: it stays as it is, and is refused where rules are checked. */
  readonly hasRule: (text: string) => boolean;
}
