/** Before names of settings that mean something else in Marp. Messages do not show it. */
export const foreign = 'deck-of-';

export const withoutForeign = (name: string): string => (name.startsWith(foreign) ? name.slice(foreign.length) : name);
