const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  moduleNameMapper: {
    '^#linkage/vault$': '<rootDir>/libs/linkage/src/vault/index.ts',
    '^#(platform|audit|parties|letters|cases|linkage|deliveries|oversight)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.cache'],
};
const withServers = {
  ...shared,
  globalSetup: '<rootDir>/test/support/servers.mjs',
  globalTeardown: '<rootDir>/test/support/servers-stop.mjs',
};

/** Pure specs lie beside the code; everything that needs a server lies under test/. */
export default {
  testTimeout: 60_000,
  // What a spec has loaded stays in its worker: after a hundred of them half the time went into
  // collecting garbage. A worker that has grown past this is exchanged between two specs.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...shared,
      displayName: 'pure',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
    },
    {
      ...withServers,
      displayName: 'servers',
      testMatch: ['<rootDir>/test/{integration,migrations}/**/*.spec.ts'],
    },
    {
      ...withServers,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
    },
  ],
};
