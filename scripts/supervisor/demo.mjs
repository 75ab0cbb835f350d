import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './programs.mjs';

const seed = join(root, 'dist', 'apps', 'api', 'src', 'demo', 'seed.js');

/** Fills a new database with demo cases, once. */
export async function seedDemo({ state, env, log, signal }) {
  if (state.seededAt) return 'already there';
  if (!existsSync(seed)) return 'none in this build';
  await runNode('Making the demo cases', [seed], { env, logFile: log('demo'), signal });
  state.set({ seededAt: new Date().toISOString() });
  return undefined;
}

/** The people one can sign in as, one line each. */
export async function demoPeople({ publicUrl }) {
  try {
    const response = await fetch(`${publicUrl}/api/v1/demo/users`);
    const body = await response.json();
    const people = Array.isArray(body) ? body : (body.items ?? body.users ?? []);
    return people.map(lineOf).join('\n');
  } catch {
    return '';
  }
}

function lineOf(person) {
  const roles = (person.roles ?? [])
    .map((entry) =>
      typeof entry === 'string' ? entry : [entry.role, entry.registryId].filter(Boolean).join(' '),
    )
    .join(', ');
  return `  ${String(person.login ?? person.email ?? person.id).padEnd(26)} ${person.name}${roles ? ` (${roles})` : ''}`;
}
