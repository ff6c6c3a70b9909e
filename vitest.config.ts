import { defineConfig } from 'vitest/config'

/** `nucleo` is everything that needs no browser; it starts a PostgreSQL server and migrates once per run. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'nucleo',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          globalSetup: ['test/support/storage/database-templates.ts'],
          // Files of a worker share its modules, which keep nothing of a test: half the time goes without.
          isolate: false,
          // By default one core rests, for whoever works meanwhile.
          maxWorkers: '100%',
          // For machines that do other things too: no test waits for time to pass.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser/chromium.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // A page may take its time on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          // Each has a browser, which its files share.
          maxWorkers: 2,
          isolate: false,
          // The browser is a program of others, on a busy machine. What fails twice is ours; the summary names what passed
          // the second time. Where somebody watches, nothing is tried again.
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
})
