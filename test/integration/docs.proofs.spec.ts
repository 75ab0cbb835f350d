import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const documents = [
  ...['docs/security.md', 'docs/owasp.md', 'docs/security-mapping.md', 'docs/operations.md'],
  ...['docs/privacy/record-of-processing.md', 'docs/privacy/dpia.md', 'docs/asks.md'],
];

interface Link {
  text: string;
  path: string;
}

function linksIn(document: string): Link[] {
  const content = readFileSync(document, 'utf8');
  return [...content.matchAll(/\[([^\]]+)\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .filter(([, , target]) => !/^https?:/.test(target!))
    .map(([, text, target]) => ({ text: text!, path: join(dirname(document), target!) }));
}

/** What stands between backticks in a link must stand in the file it leads to. */
function isNamedThere({ text, path }: Link): boolean {
  if (path.endsWith('.spec.ts') && !text.endsWith('.spec.ts') && text !== 'test') {
    const source = readFileSync(path, 'utf8').replace(/'\s*\+\s*'/g, '');
    return source.includes(text);
  }
  const name = /^`(.+)`$/.exec(text)?.[1];
  return !name || readFileSync(path, 'utf8').includes(name);
}

describe('the documents that name where it stands and what proves it', () => {
  it.each(documents)('lead to what exists, by the name it has: %s [R16.0.1]', (document) => {
    const links = linksIn(document);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter(({ path }) => !existsSync(path))).toEqual([]);
    expect(links.filter((link) => !isNamedThere(link))).toEqual([]);
  });

  it('prove each attack by a test that is named', () => {
    const table = readFileSync('docs/security.md', 'utf8').split('## What stops which attack')[1]!;
    const rows = table
      .split('\n## ')[0]!
      .split('\n')
      .filter((line) => /^\| [A-Z]/.test(line))
      .slice(1);
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((row) => !/\.spec\.ts\)/.test(row.split('|')[3] ?? ''))).toEqual([]);
  });

  it('answer each of the 25 asks, with a proof or with what was left out', () => {
    const rows = readFileSync('docs/asks.md', 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, number]) => /^\d+$/.test(number ?? ''));
    expect(rows.map(([, number]) => Number(number))).toEqual(
      [...Array(25).keys()].map((n) => n + 1),
    );
    for (const [, , , answer, , , proof] of rows) {
      expect(['built', 'in part', 'left out']).toContain(answer);
      if (answer !== 'left out') expect(proof).toMatch(/\.spec\.ts\)/);
    }
  });

  it('go through all ten risks of OWASP, with the day they were reviewed [R16.0.1]', () => {
    const owasp = readFileSync('docs/owasp.md', 'utf8');
    for (let risk = 1; risk <= 10; risk++) {
      expect(owasp).toMatch(
        new RegExp(`\\| A${String(risk).padStart(2, '0')} .* \\| .* \\| .*\\(`),
      );
    }
    expect(owasp).toMatch(/Last review: \d{4}-\d\d-\d\d/);
    expect(owasp).toMatch(/Next:\s\d{4}-\d\d/);
  });

  it('map each control of logging to guidance, and name the gaps [R15.4.8]', () => {
    const mapping = readFileSync('docs/security-mapping.md', 'utf8');
    for (const guidance of ['ENISA', 'NIS2', 'NSM', 'Normen', 'Interoperability framework'])
      expect(mapping).toContain(guidance);
    const rows = mapping
      .split('\n')
      .filter((line) => /^\| [A-Z]/.test(line))
      .slice(1);
    for (const row of rows) expect(row).toMatch(/\| (?:built|\*\*gap: )[^|]*\|$/);
    expect(rows.some((row) => row.includes('gap'))).toBe(true);
  });
});
