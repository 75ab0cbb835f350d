/** The command as it was given cannot be carried out. */
export class NotUnderstood extends Error {}

/** The vault refused, cannot be reached, or what was looked at does not hold. */
export class NotDone extends Error {}

/** A line that is written over as the work goes on; nothing where nobody watches. */
export class ProgressLine {
  constructor(isQuiet) {
    this.isShown = !isQuiet && process.stderr.isTTY === true;
  }

  show(what, done, total) {
    if (!this.isShown) return;
    const share = total > 0 ? Math.min(done / total, 1) : 1;
    const bar = '#'.repeat(Math.round(share * 30)).padEnd(30, '.');
    process.stderr.write(`\r${what} [${bar}] ${String(Math.floor(share * 100)).padStart(3)} %`);
  }

  end() {
    if (this.isShown) process.stderr.write('\n');
  }
}
