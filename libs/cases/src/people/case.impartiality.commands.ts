import { z } from 'zod';
import { none, text } from '../field.rules.js';

/** forvaltningsloven section 6: why somebody is, or may be, disqualified. */
export const conflictCategories = [
  'own-case',
  'family',
  'close-relation',
  'employment',
  'earlier-involvement',
  'financial',
  'other',
] as const;

const ofPerson = z.strictObject({ personId: z.uuid('the id of a person'), reason: text(5_000) });

export const impartialityBodies = {
  'declare-impartial': none,
  'declare-conflict': z.strictObject({
    category: z.enum(conflictCategories),
    reason: text(5_000).optional(),
  }),
  'dispute-impartiality': ofPerson,
  'rule-impartial': ofPerson,
  'rule-disqualified': ofPerson,
} as const;
