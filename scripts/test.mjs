/**
 * npm test: every check there is, from formatting to a browser. Ends with `N passed, N failed`.
 * npm test -- libs/cases: only the specs whose path matches.
 */
if (process.platform === 'win32') {
  console.error('Tilgang runs on Linux and macOS; on Windows, use WSL.');
  process.exit(1);
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tilgang needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { runAllChecks, runSpecs } = await import('./checks/run.mjs');
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.abort());

const patterns = process.argv.slice(2);
const { passed, failed } =
  patterns.length > 0
    ? await runSpecs(patterns, stopping.signal)
    : await runAllChecks(stopping.signal);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
