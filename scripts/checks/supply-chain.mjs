import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../supervisor/files.mjs';
import { npm, root } from '../supervisor/programs.mjs';

const refused = ['high', 'critical'];

/**
 * Asks the registry for known holes in the packages of package-lock.json. A high or critical one
 * fails, unless data/security/accepted-advisories.json says why it does not reach us and until when.
 *
 * @returns {Promise<string>} a note: a registry that gives no advisories, as some mirrors do, is said
 *   and not counted as a finding
 */
export async function audit() {
  const report = JSON.parse(await output(npm('audit', '--json')));
  if (!report.vulnerabilities) return 'note: this registry gives no advisories';
  const accepted = readJson(join(root, 'data/security/accepted-advisories.json'));
  const found = findings(report, accepted, new Date().toISOString().slice(0, 10));
  if (found.length > 0) throw new Error(found.join('\n'));
  return `${report.metadata.dependencies.total} packages`;
}

/**
 * The findings that must be dealt with, as lines.
 *
 * @param {{ vulnerabilities: Record<string, { severity: string, via: (string | { url: string, title:
 *   string })[] }> }} report as `npm audit --json` gives it
 * @param {{ package: string, advisory: string, reason: string, untilOn: string }[]} accepted
 * @param {string} todayOn
 */
export function findings(report, accepted, todayOn) {
  return Object.entries(report.vulnerabilities).flatMap(([name, { severity, via }]) => {
    if (!refused.includes(severity)) return [];
    return via
      .filter((cause) => typeof cause === 'object')
      .filter(
        ({ url }) =>
          !accepted.some(
            (each) => each.package === name && each.advisory === url && each.untilOn >= todayOn,
          ),
      )
      .map(({ title, url }) => `${name}: ${severity}: ${title} (${url})`);
  });
}

/** Writes dist/sbom.cdx.json: what the shipped programs consist of, in CycloneDX. */
export async function bom() {
  const text = await output(npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'));
  const { bomFormat, components } = JSON.parse(text);
  if (bomFormat !== 'CycloneDX' || !(components.length > 100)) {
    throw new Error('npm wrote no bill of materials');
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/sbom.cdx.json'), text);
  return `${components.length} components`;
}

/** The packages as they are locked, by path. */
export function lockedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(([path]) => path !== '');
}

/** What npm prints; it ends with 1 where it found something, which is no failure of its own. */
function output(args) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 50_000_000, timeout: 120_000 };
    execFile(process.execPath, args, options, (error, stdout) => {
      if (stdout.trim() === '') reject(error ?? new Error('npm printed nothing'));
      else resolve(stdout);
    });
  });
}
