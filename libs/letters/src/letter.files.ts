import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where templates and fonts lie: the same folder for the sources and for the build under `dist`. */
export const lettersRoot = join(
  projectRoot(dirname(fileURLToPath(import.meta.url))),
  'templates/letters',
);

function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the letters');
  return projectRoot(parent);
}
