/** schema: the JSON Schema of pack.yaml. */
import { packJsonSchema } from '../init/json-schema.ts';

export function runSchema(): void {
  process.stdout.write(`${JSON.stringify(packJsonSchema(), undefined, 2)}\n`);
}
