/** Data that tells which unknown names are asked of it. */

/** The same data, but every name that is read and not there is told. Handlebars' own strict mode overlooks arguments of helpers. */
export function watched<T extends object>(data: T, unknown: (name: string, known: readonly string[]) => void): T {
  return new Proxy(data, {
    has: () => true,
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (value !== undefined && value !== null && typeof value === 'object') return watched(value, unknown);
      if (typeof key === 'string' && !Object.hasOwn(target, key) && !asked.has(key)) unknown(key, Object.keys(target));
      return value;
    },
  });
}

/** Names that Handlebars itself asks every object for. */
const asked = new Set(['toHTML', 'toJSON', 'then']);
