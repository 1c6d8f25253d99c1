/** Names that users give are looked up here: every object has a `constructor` and a `toString` that nobody has written. */

/** What a record has under a name by itself. */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
