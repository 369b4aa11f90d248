import { takeLogged } from '../../support/hostile/logged.ts'
import fc from 'fast-check'
import { aMeetingReference } from '../../support/builders/meeting.ts'
import { casesAtStages, ELSEWHERE, HERE } from '../../support/cases-at-stages.ts'
import { everyRoute, keepingNothing, MADE, OUT, someReleases, type Ask } from '../../support/every-route.ts'
import { described, requestsOf, type There } from '../../support/hostile/inputs.ts'
import { faultsIn, MARK } from '../../support/hostile/soundness.ts'
import { tally } from '../../support/tally.ts'

let ask: Ask
let there: There
beforeAll(async () => {
  const { service, at } = await casesAtStages(MARK)
  ;({ ask } = everyRoute(service, keepingNothing(service, await someReleases())))
  there = {
    reference: Object.values(at),
    panel: [HERE, ELSEWHERE],
    meeting: [aMeetingReference(1)],
    release: [OUT, MADE],
    table: ['deaths', 'expectedness'],
    region: ['E12000004'],
    period: ['2025-26'],
    'idempotency-key': ['one', 'another'],
  }
})

/** Milliseconds of processor time that no input may take. */
const TOO_LONG = 3_000
/** Inputs of one operation: more where there is a body. `FUZZ` multiplies them. */
const RUNS = Number(process.env['FUZZ'] ?? 1)
const counts = { inputs: 0, answered5xx: 0, echoes: 0, refused: 0 }
afterAll(() => {
  tally('fuzzed-inputs', counts)
})

describe('Whatever is sent, valid or nearly so, to', () => {
  it.each(described.map((operation) => [operation.operationId, operation] as const))(
    '%s is answered, and comes back in no refusal and no log',
    async (id, operation) => {
      const property = fc.asyncProperty(requestsOf(operation, there), async ({ carries, ...how }) => {
        takeLogged()
        const began = process.cpuUsage()
        const answer = await ask(id, how)
        const faults = faultsIn(answer, carries, takeLogged())
        const { user, system } = process.cpuUsage(began)
        counts.inputs += 1
        if (answer.status >= 400) counts.refused += 1
        if (answer.status >= 500) counts.answered5xx += 1
        counts.echoes += faults.filter((fault) => fault.startsWith('repeats')).length
        expect(faults).toEqual([])
        expect((user + system) / 1000).toBeLessThan(TOO_LONG)
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
      })
      await fc.assert(property, { numRuns: (operation.requestBody ? 120 : 30) * RUNS })
    },
  )
})
