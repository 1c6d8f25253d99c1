/** schema: the JSON Schema of pack.yaml. */
import { z } from 'zod';
import { packSchema } from '../source/config/schema.ts';
import { kindNames } from '../template/kinds/index.ts';

export function runSchema(): void {
  const schema = z.toJSONSchema(packSchema(kindNames), { io: 'input', unrepresentable: 'any' });
  process.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
}
