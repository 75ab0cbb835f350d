import { keepRunning } from './children.mjs';
import { createDatabase } from './database-roles.mjs';
import { clusterFolderFor, databasePrograms, databaseUser } from './database-user.mjs';
import { stablePort } from './ports.mjs';
import { createCluster, endLeftOverCluster, startCluster } from './postgres.mjs';

/**
 * Starts the PostgreSQL of this data folder, making its cluster the first time, and keeps it
 * running.
 *
 * @returns {Promise<string>} a note for the progress line
 */
export async function openEmbeddedDatabase({
  settings,
  secrets,
  state,
  runFile,
  running,
  log,
  say,
}) {
  const folder =
    state.clusterFolder ??
    clusterFolderFor(settings.dataFolder, secrets.installation, databaseUser());
  const user = databaseUser(folder);
  const programs = await databasePrograms(user);
  await endLeftOverCluster(folder);
  const isNew = await createCluster({
    folder,
    programs,
    user,
    password: secrets.ownerPassword,
    durable: true,
  });
  // A new cluster holds no cases yet, whatever an earlier one held.
  state.set({ clusterFolder: folder, ...(isNew ? { seededAt: null } : {}) });
  state.set({ postgresPort: await stablePort(state.postgresPort) });
  const kept = await keepRunning({
    name: 'database',
    endSignal: 'SIGINT',
    launch: async () => {
      const { keeper, pid } = await startCluster({
        ...{ folder, programs, user, port: state.postgresPort, durable: true },
        logFile: log('postgres'),
      });
      return { process: keeper, pid };
    },
    onChange: (program) =>
      runFile.set('postgres', program && { ...program, port: state.postgresPort }),
    say,
  });
  running.push({ ...kept, isDatabase: true });
  await createDatabase(state.postgresPort, secrets);
  const isElsewhere = !folder.startsWith(settings.dataFolder);
  return [
    `PostgreSQL on port ${state.postgresPort}`,
    isElsewhere || programs.copiedTo
      ? `run as user ${user.uid}, who may not enter here, so ${whatLiesElsewhere(isElsewhere && folder, programs.copiedTo)}`
      : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function whatLiesElsewhere(folder, programs) {
  return [folder && `its data lie in ${folder}`, programs && `its programs in ${programs}`]
    .filter(Boolean)
    .join(' and ');
}
