/**
 * How the engine of the vault looks after memory. What the vault works on lies in buffers outside the
 * engine's heap, gigabytes of them one after another, and the engine answers each few with a round of
 * marking in steps, beside the program and on the second core. Marked in one go, when it is due, a
 * small heap takes a hundredth of a second: a list costs a third less processor time. With little room
 * for what is new, small objects, and the buffers they hold, go sooner, and the peak is lower by a tenth.
 *
 * Given on the command line and never set by the program: a flag that changes while the engine is
 * marking breaks its heap, and one start in forty ended there. docker-compose.yml says the same flags.
 */
export const vaultFlags = [
  '--max-semi-space-size=2',
  '--no-incremental-marking',
  '--no-concurrent-marking',
];
