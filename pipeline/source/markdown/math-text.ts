/** Formulas between words. */
import { asciiDigit, markdownLineEnding, markdownLineEndingOrSpace, markdownSpace } from 'micromark-util-character';
import type { Code, Construct, Effects, State, Token, TokenizeContext } from 'micromark-util-types';

const dollar = 36;
const backslash = 92;

export const mathText: Construct = {
  name: 'mathText',
  tokenize,
  previous(code) {
    return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape';
  },
};

/** ` {#eq:name}` up to the end of the line. */
const attributes: Construct = { tokenize: tokenizeAttributes, partial: true };

function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let size = 0;
  let closing = 0;
  let last: Code = dollar;
  let mark: Token;
  return start;

  function start(code: Code): State | undefined {
    effects.enter('mathText');
    effects.enter('mathMark');
    return opening(code);
  }

  function opening(code: Code): State | undefined {
    if (code === dollar && size < 2) {
      effects.consume(code);
      size += 1;
      return opening;
    }
    if (code === null || code === dollar || (size === 1 && markdownLineEndingOrSpace(code))) return nok(code);
    effects.exit('mathMark');
    return between(code);
  }

  function between(code: Code): State | undefined {
    if (code === null) return nok(code);
    if (code === dollar) {
      mark = effects.enter('mathMark');
      closing = 0;
      return close(code);
    }
    if (markdownLineEnding(code)) {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      last = code;
      return between;
    }
    effects.enter('mathValue');
    return value(code);
  }

  function value(code: Code): State | undefined {
    if (code === null || code === dollar || markdownLineEnding(code)) {
      effects.exit('mathValue');
      return between(code);
    }
    effects.consume(code);
    last = code;
    return code === backslash ? escaped : value;
  }

  function escaped(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return value(code);
    effects.consume(code);
    last = code;
    return value;
  }

  function close(code: Code): State | undefined {
    if (code === dollar && closing < size) {
      effects.consume(code);
      closing += 1;
      return close;
    }
    const isClosed = closing === size && (size === 2 || !(markdownLineEndingOrSpace(last) || asciiDigit(code)));
    if (!isClosed) {
      // A dollar that cannot close means that the first one opened nothing.
      if (size === 1) return nok(code);
      mark.type = 'mathValue';
      last = dollar;
      return value(code);
    }
    effects.exit('mathMark');
    return size === 2 ? effects.attempt(attributes, end, end)(code) : end(code);
  }

  function end(code: Code): State | undefined {
    effects.exit('mathText');
    return ok(code);
  }
}

function tokenizeAttributes(effects: Effects, ok: State, nok: State): State {
  return start;

  function start(code: Code): State | undefined {
    if (markdownSpace(code)) {
      effects.enter('whitespace');
      return space(code);
    }
    return brace(code);
  }

  function space(code: Code): State | undefined {
    if (markdownSpace(code)) {
      effects.consume(code);
      return space;
    }
    effects.exit('whitespace');
    return brace(code);
  }

  function brace(code: Code): State | undefined {
    if (code !== 123) return nok(code);
    effects.enter('mathMeta');
    effects.consume(code);
    return inside;
  }

  function inside(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return nok(code);
    effects.consume(code);
    if (code !== 125) return inside;
    effects.exit('mathMeta');
    return after;
  }

  function after(code: Code): State | undefined {
    return code === null || markdownLineEnding(code) ? ok(code) : nok(code);
  }
}
