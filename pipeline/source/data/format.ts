/** How a value is written. */
export interface Format {
  readonly name: 'number' | 'currency' | 'percent' | 'date' | 'text';
  readonly digits: number | undefined;
  readonly currency: string | undefined;
}
