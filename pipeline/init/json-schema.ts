/** The JSON Schema of `pack.yaml`, with which editors complete and check it. */
import { z } from 'zod';
import { packSchema } from '../source/config/schema.ts';
import { kindNames } from '../template/kinds/index.ts';

export const packJsonSchema = () => z.toJSONSchema(packSchema(kindNames), { io: 'input', unrepresentable: 'any' });
