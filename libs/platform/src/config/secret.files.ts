import { readFileSync } from 'node:fs';

/** Settings that may come from a file instead, named by the setting with `_FILE` behind it. */
export const secretSettings = [
  ...['DATABASE_URL', 'OWNER_DATABASE_URL', 'VAULT_DATABASE_URL', 'REDIS_URL'],
  ...[
    'OIDC_CLIENT_SECRET',
    'OIDC_STAFF_CLIENT_SECRET',
    'VAULT_TOKEN',
    'VAULT_TICKET_KEY',
    'VAULT_SETUP_TOKEN',
  ],
  ...['SMTP_URL', 'EFORMIDLING_URL', 'SEAL_KEY_PASSPHRASE'],
] as const;

/**
 * The environment with secrets read from their files. A secret in the environment can be seen by
 * whoever may look at the process, and is handed on to everything it starts; a file need not be.
 *
 * @returns the settings, and the names of those whose file cannot be read or that are set twice
 */
export function withSecretFiles(env: NodeJS.ProcessEnv): {
  env: NodeJS.ProcessEnv;
  faults: string[];
} {
  const read: NodeJS.ProcessEnv = { ...env };
  const faults: string[] = [];
  for (const name of secretSettings) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    const content = env[name] ? null : contentOf(path);
    if (content === null) faults.push(`${name}_FILE`);
    else read[name] = content;
  }
  return { env: read, faults };
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
