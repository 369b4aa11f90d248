import fc from 'fast-check'

/**
 * The same cases every time, so that a change is judged by what it changed. `FAST_CHECK_SEED=random` goes looking for
 * new ones, and any number replays a run.
 */
const seed = process.env['FAST_CHECK_SEED'] ?? '20260401'

if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })
