/**
 * Values as text for keys: two values have the same text only if they are the same. What text cannot hold (functions, classes with state
 * of their own) is an error and never left out, as JSON does: what a key leaves out is taken over although it has changed.
 */

/** @throws TypeError that names what cannot be part of a key, and where it is */
export function exactText(value: unknown): string {
  // Trees are large and plain: looking through one takes a seventh of the time that writing it does.
  // A sign that no JSON begins with: the lists of `tagged` may be somebody's own.
  return isPlain(value, '') ? JSON.stringify(value) : `~${JSON.stringify(tagged(value))}`;
}

/** Whether JSON holds all of it as it is. */
function isPlain(value: unknown, at: string): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      break;
    case 'undefined':
    case 'bigint':
      return false;
    default:
      throw unfit(`a ${typeof value}`, at);
  }
  if (value === null) return true;
  let isAll = true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isPlain(value[index], at)) isAll = false;
    return isAll;
  }
  if (value instanceof Map) {
    for (const pair of value) isPlain(pair, at);
    return false;
  }
  if (value instanceof Set) {
    for (const one of value) isPlain(one, at);
    return false;
  }
  if (value instanceof Uint8Array) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unfit(`a ${value.constructor.name}`, at);
  for (const name in value) {
    const one = (value as Record<string, unknown>)[name];
    // A property that is not there, and one that is undefined, say the same.
    if (one !== undefined && !isPlain(one, name)) isAll = false;
  }
  return isAll;
}

/** Everything as arrays that begin with what they are, so that nothing looks like something else. */
function tagged(value: unknown): unknown {
  if (value === undefined) return ['undefined'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'number' && !Number.isFinite(value)) return ['number', String(value)];
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return ['array', ...value.map(tagged)];
  if (value instanceof Map) return ['map', ...[...value].map(tagged)];
  if (value instanceof Set) return ['set', ...[...value].map(tagged)];
  if (value instanceof Uint8Array) return ['bytes', Buffer.from(value).toString('base64')];
  return ['object', ...Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, tagged(one)]]))];
}

const unfit = (what: string, at: string): TypeError => new TypeError(`a key cannot hold ${what}${at === '' ? '' : ` (in "${at}")`}`);
