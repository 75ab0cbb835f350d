import { z } from 'zod';

// Zod else writes functions from text to be fast, which the page's content security policy turns
// down aloud. Asked for before any schema is made: a schema decides when it is made.
z.config({ jitless: true });
