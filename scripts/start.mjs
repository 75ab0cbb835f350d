/** npm start: installs, builds and runs everything Tilgang needs; Ctrl-C stops it again. */
if (process.platform === 'win32') {
  console.error('Tilgang runs on Linux and macOS; on Windows, use WSL.');
  process.exit(1);
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tilgang needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { supervise } = await import('./supervisor/supervise.mjs');
const { CannotGoOn } = await import('./supervisor/steps.mjs');
try {
  await supervise(process.env);
  process.exit(0);
} catch (error) {
  console.error(error instanceof CannotGoOn ? `\n${error.message}` : error);
  process.exit(1);
}
