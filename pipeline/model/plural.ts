/** `1 document`, `2 documents`; `words` where the plural has no s of its own. */
export const plural = (count: number, word: string, words = `${word}s`): string => `${count} ${count === 1 ? word : words}`;
