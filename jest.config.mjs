// What functions say in tests of their parts is of no interest; the running system's logs are kept in files.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT'
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true'

/** One project per kind of test: pure ones need nothing; the others start what they need themselves. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['<rootDir>/test/support/seeded.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
}

const project = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...extra,
})

export default {
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.mjs'],
  maxWorkers: 2,
  // Machines are shared: a test that hangs fails all the same.
  testTimeout: 60_000,
  projects: [
    project('unit'),
    project('contract'),
    project('simulation'),
    project('infra', { globalSetup: '<rootDir>/test/infra/synthesise.ts' }),
    project('integration', {
      globalSetup: '<rootDir>/test/support/engines-setup.ts',
      globalTeardown: '<rootDir>/test/support/engines-teardown.ts',
    }),
    project('system', { globalSetup: '<rootDir>/test/support/system-setup.ts' }),
    project('browser', { globalSetup: '<rootDir>/test/support/system-setup.ts' }),
  ],
}
