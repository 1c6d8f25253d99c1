/** Displayed formulas between lines of two dollars. */
import { factorySpace } from 'micromark-factory-space';
import { markdownLineEnding, markdownSpace } from 'micromark-util-character';
import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

const dollar = 36;

export const mathFlow: Construct = { name: 'mathFlow', tokenize, concrete: true };
const continuation: Construct = { tokenize: tokenizeContinuation, partial: true };
const closing: Construct = { tokenize: tokenizeClosing, partial: true };

function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const isInterrupt = () => this.interrupt;
  let size = 0;
  return start;

  function start(code: Code): State | undefined {
    effects.enter('mathFlow');
    effects.enter('mathMark');
    return opening(code);
  }

  function opening(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code);
      size += 1;
      return opening;
    }
    if (size !== 2) return nok(code);
    effects.exit('mathMark');
    return factorySpace(effects, beforeMeta, 'whitespace')(code);
  }

  function beforeMeta(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return afterMeta(code);
    // Anything but attributes is a formula that begins on the line of its dollars.
    if (code !== 123) return nok(code);
    effects.enter('mathMeta');
    return meta(code);
  }

  function meta(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) {
      effects.exit('mathMeta');
      return afterMeta(code);
    }
    if (code === dollar) return nok(code);
    effects.consume(code);
    return meta;
  }

  function afterMeta(code: Code): State | undefined {
    return isInterrupt() ? ok(code) : nextLine(code);
  }

  function nextLine(code: Code): State | undefined {
    return effects.attempt(continuation, beforeLine, end)(code);
  }

  function beforeLine(code: Code): State | undefined {
    return effects.attempt(closing, end, line)(code);
  }

  function line(code: Code): State | undefined {
    if (code === null) return end(code);
    if (markdownLineEnding(code)) return nextLine(code);
    effects.enter('mathValue');
    return value(code);
  }

  function value(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) {
      effects.exit('mathValue');
      return line(code);
    }
    effects.consume(code);
    return value;
  }

  function end(code: Code): State | undefined {
    effects.exit('mathFlow');
    return ok(code);
  }
}

/** The end of a line, unless the next one belongs to no container of this one. */
function tokenizeContinuation(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const isLazy = () => this.parser.lazy[this.now().line];
  return (code) => {
    if (code === null) return nok(code);
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return (next) => (isLazy() ? nok(next) : ok(next));
  };
}

function tokenizeClosing(effects: Effects, ok: State, nok: State): State {
  let size = 0;
  let last: Code = null;
  return factorySpace(effects, start, 'linePrefix');

  function start(code: Code): State | undefined {
    if (code !== dollar) return nok(code);
    effects.enter('mathMark');
    return sequence(code);
  }

  function sequence(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code);
      size += 1;
      return sequence;
    }
    if (size !== 2) return nok(code);
    effects.exit('mathMark');
    return factorySpace(effects, beforeMeta, 'whitespace')(code);
  }

  function beforeMeta(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return ok(code);
    if (code !== 123) return nok(code);
    effects.enter('mathMeta');
    return meta(code);
  }

  /** Attributes may have spaces between them; what does not end with their brace is a formula. */
  function meta(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) {
      if (last !== 125) return nok(code);
      effects.exit('mathMeta');
      return ok(code);
    }
    if (code === dollar) return nok(code);
    if (!markdownSpace(code)) last = code;
    effects.consume(code);
    return meta;
  }
}
