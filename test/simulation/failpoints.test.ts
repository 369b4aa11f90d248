import { DEFECTS } from '../support/simulation/defects.ts'
import { tryEveryFault, type Tried } from '../support/simulation/play-scenario.ts'
import { tally } from '../support/tally.ts'

/** Besides every fault by itself, so many pairs of them. `npm run verify` tries more. */
const PAIRS = Number(process.env['FAULT_PAIRS'] ?? 50)

describe('Each call that anything makes', () => {
  let tried: Tried
  beforeAll(async () => {
    tried = await tryEveryFault({ pairs: PAIRS })
    tally('failpoints', tried.counts)
  }, 900_000)

  it('may fail in every way: everything comes to be as it would have been without', () => {
    expect(tried.failures).toEqual([])
  })

  it('is one of these functions’, and every one of them is asked for', () => {
    expect([...tried.functions].sort()).toEqual([
      'alert',
      'categorise',
      'chase-deadlines',
      'doctor amends',
      'doctor notifies',
      'nurse notifies',
      'publish-statistics runs',
      'reconcile',
      'relay',
      'route',
      'the chair wants to conclude',
      'the chair writes modifiableFactors',
      'the chair writes panelCategory',
      'the chair writes recommendations',
      'the chair writes safeguarding',
      'the chair writes serviceProvision',
      'the manager plans a meeting',
      'the manager records D3 of',
      'the manager wants to claim',
      'the manager wants to join',
      'the manager wants to list-for-meeting',
      'the manager wants to move-to-stage',
      'the manager wants to release',
    ])
  })
})

describe('Faults one at a time', () => {
  it.each(['a reference that is made anew for each attempt', 'an alert that is recorded as sent although it was not'])(
    'find %s',
    async (defect) => {
      const { failures } = await tryEveryFault({ collaborators: DEFECTS[defect]!.collaborators, untilFirst: true })
      expect(failures).not.toEqual([])
    },
  )
})
