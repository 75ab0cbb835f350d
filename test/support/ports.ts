import { stablePort } from '../../scripts/supervisor/ports.mjs';

/** A port of this machine that nothing listens on. */
export const freePort = (): Promise<number> => stablePort();
