import { z } from 'zod';
import { text } from '../field.rules.js';

/** A field of the application, `purpose` or `sources.0.variables`: a name, never what stands in it. */
const fieldRef = z.string().regex(/^[A-Za-z][\w.-]{0,119}$/, 'the name of a field');

export const noteKinds = ['internal', 'oral-information'] as const;

export const messageBodies = {
  'send-message': z.strictObject({ body: text(10_000), fieldRef: fieldRef.optional() }),
  /** Oral information of weight is written down: forvaltningsloven section 11 d. */
  'write-note': z.strictObject({ kind: z.enum(noteKinds), body: text(10_000) }),
  'disclose-note': z.strictObject({ noteId: z.uuid('the id of a note') }),
} as const;
