/** What one check left behind: counts by name. */
export type Tally = Readonly<Record<string, number>>

export interface Check {
  /** The file that its tests write: `test/artefacts/verification/<name>.json`. */
  readonly name: string
  readonly title: string
  /** Counts that must be nought: anything else is a violation. */
  readonly mustBeNought: readonly string[]
  /** Counts that must not: a check that looked at nothing has shown nothing. */
  readonly mustBeSome: readonly string[]
}

/** Every check of the verification, in the order of the page. A check that leaves a file and is not named here is shown all the same. */
export const checks: readonly Check[] = [
  check('simulated-histories', 'Histories of the pipeline under faults, simulated', ['violations'], ['histories']),
  check('simulated-rotations', 'Nights in which the identity key is rotated, simulated', ['violations'], ['histories']),
  check('seeded-defects', 'Defects put in on purpose, each of which some invariant must find', [], ['defects']),
  check('failpoints', 'Every call of every step, faulted in every way', ['violations'], ['singles']),
  check(
    'sdk-failpoints',
    'Every call of the SDK, faulted in every way on the real adapters',
    ['violations'],
    ['faults', 'defects'],
  ),
  check('engine-gaps', 'What the cloud’s database does and its local engine never shows', [], ['faultsInjected']),
  check('killed', 'The running system, killed and started again', ['lost', 'violations'], ['kills']),
  check('access-of-the-api', 'Who may do what: every cell of the table, asked of the API', ['different'], ['cells']),
  check(
    'access-of-the-pages',
    'Who may do what: every cell of the table, asked of the pages',
    ['different'],
    ['cells'],
  ),
  check('acts-on-pages', 'What may be done with a case, offered and done on its pages', [], ['acts', 'offeredAtFirst']),
  check('wrong-tokens', 'Tokens wrong in every way, to every route of the running system', ['letIn'], ['tokens']),
  check('references-guessed', 'References guessed, of the API', ['toldApart'], ['guesses']),
  check('references-guessed-on-pages', 'References guessed, of the pages', ['toldApart'], ['guesses']),
  check('json-bodies', 'Hostile input: the JSON parsing suite, to every operation', ['answered5xx'], ['inputs']),
  check('fuzzed-inputs', 'Hostile input: made from the API’s own description', ['answered5xx', 'echoes'], ['inputs']),
  check('running-system-inputs', 'Hostile input: to the running system', ['answered5xx', 'echoes'], ['inputs']),
  check(
    'hostile-pages',
    'Hostile texts, on every page and in every form',
    ['gotThrough'],
    ['texts', 'pages', 'shownAsText'],
  ),
  check(
    'marked-data',
    'Identities planted, and looked for outside the record',
    ['found'],
    ['planted', 'placesSearched', 'defects'],
  ),
  check('statistics-audit', 'Releases of statistics, attacked', ['failures'], ['protectedNumbers']),
  check('restore-equality', "Yesterday's record, restored", ['different'], ['items']),
  check('bench-loader', 'What growth is measured on, against what the service writes', ['different'], ['items']),
  check('supply-chain', 'What the service is made of', ['problems'], ['packages']),
]

function check(name: string, title: string, mustBeNought: readonly string[], mustBeSome: readonly string[]): Check {
  return { name, title, mustBeNought, mustBeSome }
}

/** Counts whose name says that something went wrong, whichever check counted it. What was done wrong on purpose begins with `fault`. */
const SAYS_WRONG =
  /^(?!fault).*(violation|different|lost|found$|failure|5xx|echo|hang|narrowed|toldApart|problem|leak)/i

/** Counts that must be as many as others. */
const MUST_EQUAL: Readonly<Record<string, string>> = { caught: 'defects' }

export interface Result {
  readonly check: Check
  readonly outcome: 'passed' | 'violated' | 'not run'
  readonly counts: Tally
  readonly faults: readonly string[]
}

/** What the tallies show. A check without one was not run. */
export function resultsOf(tallies: Readonly<Record<string, Tally>>): Result[] {
  const named = new Set(checks.map(({ name }) => name))
  const others = Object.keys(tallies).filter((name) => !named.has(name))
  const all = [...checks, ...others.sort().map((name) => check(name, name.replaceAll('-', ' '), [], []))]
  return all.map((one) => resultOf(one, tallies[one.name]))
}

function resultOf(one: Check, counts: Tally | undefined): Result {
  if (counts === undefined) return { check: one, outcome: 'not run', counts: {}, faults: [] }
  const wrong = Object.entries(counts).filter(
    ([name, count]) => count > 0 && (one.mustBeNought.includes(name) || SAYS_WRONG.test(name)),
  )
  const uneven = Object.entries(MUST_EQUAL).filter(
    ([name, other]) => counts[other] !== undefined && counts[name] !== counts[other],
  )
  const missing = one.mustBeSome.filter((name) => (counts[name] ?? 0) === 0)
  const faults = [
    ...wrong.map(([name, count]) => `${inWords(name)}: ${count}`),
    ...uneven.map(([name, other]) => `${inWords(name)}: ${counts[name] ?? 0} of ${counts[other] ?? 0} ${other}`),
    ...missing.map((name) => `${inWords(name)}: none, so that nothing was shown`),
  ]
  return { check: one, outcome: faults.length > 0 ? 'violated' : 'passed', counts, faults }
}

/** `serverErrors` as `server errors`. */
export const inWords = (name: string): string =>
  name
    .replace(/[-_]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()

export type Verdict = 'passed' | 'violated' | 'incomplete'

/** Violated by any violation; incomplete while a check that is named was not run or a suite failed. */
export function verdictOf(results: readonly Result[], failedSuites: readonly string[]): Verdict {
  if (results.some(({ outcome }) => outcome === 'violated')) return 'violated'
  return failedSuites.length > 0 || results.some(({ outcome }) => outcome === 'not run') ? 'incomplete' : 'passed'
}
