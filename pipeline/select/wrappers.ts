/** Directives that are nothing but a rule: what is in them takes their place, or something else does. */
import type { Attributes } from '../source/markdown/attributes.ts';

export interface Wrapper {
  /** The rule that its attributes state. */
  readonly rule: (attributes: Attributes) => Attributes;
  /** Whether an `otherwise` may follow: readers of this one do not read that. */
  readonly starts: boolean;
  /** Whether it is for those whom what is before it left over. */
  readonly continues: boolean;
  /** Whether the rule says who sees a bar, in place of who reads. */
  readonly redacts: boolean;
}

const plain: Wrapper = { rule: (attributes) => attributes, starts: true, continues: false, redacts: false };

/** `audience="press" region="EU"` as what is excepted. */
function excepted(attributes: Attributes): Attributes {
  const words = Object.entries(attributes).flatMap(([name, value]) => {
    const parts = (value ?? '').split(/[\s,]+/).filter((part) => part !== '');
    if (name === 'audience' || name === 'for' || name === 'except') return parts;
    return parts.map((part) => (part.startsWith('-') ? `-${name}:${part.slice(1)}` : `${name}:${part}`));
  });
  return Object.keys(attributes).length === 0 ? {} : { except: words.join(' ') };
}

export const wrappers: Readonly<Record<string, Wrapper>> = {
  for: plain,
  only: plain,
  except: { ...plain, rule: excepted },
  otherwise: { ...plain, continues: true },
  redact: { ...plain, starts: false, redacts: true },
};

/** Names for "did you mean", and for those who ask what a directive may be called. */
export const wrapperNames: readonly string[] = Object.keys(wrappers);
