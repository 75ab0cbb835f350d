import { z } from 'zod';
import { flags } from '../case.model.js';
import { reason } from '../field.rules.js';

const flag = z.strictObject({ flag: z.enum(flags), ...reason.shape });

export const flagBodies = { 'set-flag': flag, 'clear-flag': flag } as const;
