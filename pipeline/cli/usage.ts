/** What was typed cannot be used. The program says so in one line and ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
