/** Invalid arguments. The program prints the error in one line and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
