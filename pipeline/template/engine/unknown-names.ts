/** Template data that reports unknown names. */

/** The same data, but every missing name that is read is reported. Handlebars' strict mode ignores arguments of helpers. */
export function watched<T extends object>(data: T, unknown: (name: string, known: readonly string[]) => void): T {
  return new Proxy(data, {
    has: () => true,
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (value !== undefined && value !== null && typeof value === 'object') return watched(value, unknown);
      if (typeof key === 'string' && !Object.hasOwn(target, key) && !lookedUpByHandlebars.has(key)) unknown(key, Object.keys(target));
      return value;
    },
  });
}

/** Names that Handlebars itself looks up on every object. */
const lookedUpByHandlebars = new Set(['toHTML', 'toJSON', 'then']);
