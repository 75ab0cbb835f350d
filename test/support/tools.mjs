import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The programs the tests need beside Node, where to look for them and what Debian calls them. */
const needed = [
  {
    name: 'redis-server',
    commands: ['redis-server', 'valkey-server'],
    package: 'redis-server',
    unpacked: {
      path: 'redis/usr/bin/redis-server',
      packages: ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2'],
    },
  },
  {
    name: 'clamd',
    commands: ['clamd'],
    // Not on the path of everybody.
    places: ['/usr/sbin/clamd', '/opt/homebrew/sbin/clamd', '/usr/local/sbin/clamd'],
    package: 'clamav-daemon',
    unpacked: {
      path: 'clamav/usr/sbin/clamd',
      packages: ['clamav-daemon', 'libclamav12', 'libmspack0'],
    },
  },
  {
    name: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    setting: 'CHROMIUM',
    package: 'chromium',
  },
  { name: 'qpdf', commands: ['qpdf'], package: 'qpdf' },
  { name: 'pdfinfo', commands: ['pdfinfo'], package: 'poppler-utils' },
  { name: 'pdftotext', commands: ['pdftotext'], package: 'poppler-utils' },
  { name: 'pdfsig', commands: ['pdfsig'], package: 'poppler-utils' },
  { name: 'pdffonts', commands: ['pdffonts'], package: 'poppler-utils' },
  { name: 'xmllint', commands: ['xmllint'], package: 'libxml2-utils' },
];

/**
 * @param {string} cacheFolder where programs fetched without root lie
 * @returns {Record<string, string | undefined>} the path of each program, undefined when missing
 */
export function findTools(cacheFolder) {
  return Object.fromEntries(needed.map((tool) => [tool.name, find(tool, cacheFolder)]));
}

/** Where the libraries of a program fetched without root lie; empty for an installed one. */
export function libraryPath(program, cacheFolder) {
  if (!program.startsWith(cacheFolder)) return {};
  const libraries = join(dirname(dirname(program)), 'lib');
  const folders = [libraries, ...readdirSync(libraries).map((name) => join(libraries, name))];
  return { LD_LIBRARY_PATH: folders.join(':') };
}

/**
 * Finds every program, installing what is missing where that is possible.
 *
 * @returns {string[]} what was installed
 * @throws {Error} naming what is missing and how to get it
 */
export function requireTools(cacheFolder, run = runQuietly) {
  const missing = missingFrom(findTools(cacheFolder));
  if (missing.length === 0) return [];
  const hasApt = Boolean(onPath('apt-get'));
  if (hasApt && process.getuid?.() === 0) {
    installAsRoot([...new Set(missing.map((tool) => tool.package))], run);
  } else if (hasApt) {
    for (const tool of missing) if (tool.unpacked) unpack(tool, cacheFolder, run);
  }
  const still = missingFrom(findTools(cacheFolder));
  if (still.length > 0) throw new Error(howToGet(still));
  return missing.map((tool) => tool.name);
}

function missingFrom(found) {
  return needed.filter((tool) => !found[tool.name]);
}

function find({ commands, places = [], setting, unpacked }, cacheFolder) {
  const given = setting && process.env[setting];
  const own = unpacked && join(cacheFolder, unpacked.path);
  return [given, ...commands.map(onPath), ...places, own].find((path) => path && existsSync(path));
}

/** @returns {string | undefined} where a program that may be missing lies */
export function programOnPath(command) {
  return onPath(command);
}

function onPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function installAsRoot(packages, run) {
  // RUNLEVEL keeps services from being started on the machine.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  if (hasPackageLists()) {
    try {
      return install();
    } catch {
      // The lists may be old and point to versions that are gone.
    }
  }
  run('apt-get', ['update'], { env });
  return install();
}

function unpack({ name, unpacked, ...tool }, cacheFolder, run) {
  const folder = join(cacheFolder, unpacked.path.split('/')[0]);
  mkdirSync(folder, { recursive: true });
  try {
    run('apt-get', ['download', ...unpacked.packages], { cwd: folder });
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
      run('dpkg', ['-x', file, '.'], { cwd: folder });
    }
  } catch (error) {
    throw new Error(
      `${name} is missing and could not be fetched without root: ${error.message}\n${howToGet([{ name, ...tool }])}`,
    );
  }
}

function hasPackageLists() {
  const folder = '/var/lib/apt/lists';
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('_Packages'));
}

function howToGet(tools) {
  const names = tools.map((tool) => tool.name).join(', ');
  const packages = [...new Set(tools.map((tool) => tool.package))].join(' ');
  return process.platform === 'darwin'
    ? `Missing: ${names}. Get them by: brew install redis clamav qpdf poppler, and install Google Chrome (or set CHROMIUM).`
    : `Missing: ${names}. Get them by: apt-get install ${packages} (as root), or put them on the PATH.`;
}

function runQuietly(command, args, options) {
  try {
    execFileSync(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}: ${(error.stderr || error.message).trim()}`);
  }
}
