/** The JSON Schema of `pack.yaml`, with which editors complete and check it. */
import { z } from 'zod';
import { packSchema } from '../source/config/schema.ts';
import { kindNames } from '../template/kinds/index.ts';

/** The JSON Schema of `pack.yaml` (draft 2020-12). */
export const packJsonSchema = (): Record<string, unknown> => z.toJSONSchema(packSchema(kindNames), { io: 'input', unrepresentable: 'any' });
