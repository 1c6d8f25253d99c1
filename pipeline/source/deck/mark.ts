/**
 * A setting as a node of the tree, where its author wrote it. So it is cut with the slide or the block that it is in, and what
 * one audience may not read can neither head nor colour its other slides.
 */
import type { Nodes, PhrasingContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Attributes } from '../markdown/attributes.ts';
import type { Scope, SettingName } from './names.ts';

declare module 'mdast-util-directive' {
  interface LeafDirectiveData {
    setting?: { readonly name: SettingName; readonly scope: Scope };
  }
}

/** Not a name that anybody can write. */
export const markName = 'deck setting';

export interface SettingMark extends LeafDirective {
  data: { readonly setting: { readonly name: SettingName; readonly scope: Scope } };
}

/**
 * @param children the value: words, an image, or plain text
 * @param attributes the rule of the value alone
 */
export function settingMark(
  name: SettingName,
  scope: Scope,
  children: readonly PhrasingContent[],
  position: Nodes['position'],
  attributes: Attributes = {},
): SettingMark {
  return { type: 'leafDirective', name: markName, attributes, data: { setting: { name, scope } }, children: [...children], position };
}

export const isSettingMark = (node: Nodes): node is SettingMark => node.type === 'leafDirective' && node.name === markName;

/** The value of a setting that has no more than text. */
export const settingText = (mark: SettingMark | undefined): string | undefined => (mark === undefined ? undefined : textOf(mark));

const ofWords: ReadonlySet<SettingName> = new Set(['header', 'footer', 'title', 'author', 'description', 'keywords']);

/** Whether its value is printed or reported as it is written. */
export const saysWords = ({ data }: SettingMark): boolean => ofWords.has(data.setting.name);
