import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formAmong, formInForce, readForms } from './form.rules.js';
import type { FormDefinition, FormSection } from './form.model.js';

/**
 * The versions of the form, read once from `data/forms`: a folder per version, a file per section
 * in the order of their names. A question that is added there is asked, checked and shown.
 */
export const forms = readForms(versionsIn(join(projectRoot(here()), 'data/forms')));

/** The form by its version. Throws for a version there is none of. */
export function formOf(version: string): FormDefinition {
  return formAmong(forms, version);
}

/** The form that a new draft begins on. */
export function currentForm(today: string): FormDefinition {
  return formInForce(forms, today);
}

function versionsIn(folder: string): FormDefinition[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const files = readdirSync(join(folder, name)).sort();
      const read = (file: string) =>
        JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as unknown;
      const head = read('form.json') as Pick<FormDefinition, 'version' | 'validFromOn'>;
      const sections = files
        .filter((file) => /^\d/.test(file))
        .map((file) => read(file) as FormSection);
      return { ...head, sections };
    });
}

/** The same folder for the sources and for the build under `dist`. */
function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the forms');
  return projectRoot(parent);
}

function here(): string {
  return dirname(fileURLToPath(import.meta.url));
}
