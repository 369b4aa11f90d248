import { clockRules } from '../../../../domain/clocks/rules.ts'
import { HOLD_REASONS, type HoldReason } from '../../../../schemas/panel-work/codes.ts'
import { instantOf } from '../../../../domain/calendar/instant.ts'
import { processes, timelineOf } from '../../../../functions/web/words/timeline.ts'
import type { CaseRecord, History } from '../../../../schemas/api.ts'

const now = instantOf(Date.UTC(2026, 2, 10, 9, 0))
const nobody = { kind: 'step', step: 'route' } as const

describe('The processes of a timeline', () => {
  it('hold every clock and everything that a case can wait for, each once', () => {
    const clocks = processes.flatMap((process) => process.clocks)
    expect(clocks.toSorted()).toEqual(clockRules.map(({ id }): string => id).toSorted())
    const holds = processes.flatMap((process) => process.holds ?? [])
    expect(holds.toSorted()).toEqual((Object.keys(HOLD_REASONS) as HoldReason[]).toSorted())
    const events = processes.flatMap((process) => process.events ?? [])
    expect(new Set(events).size).toBe(events.length)
  })
})

describe('A timeline', () => {
  const clock = {
    rule: 'D12',
    name: 'Make the key worker’s first contact with the family',
    whoActs: 'Key worker',
    startedBy: 'death',
    startedAt: instantOf(Date.UTC(2026, 2, 9, 3, 0)),
    dueAt: instantOf(Date.UTC(2026, 2, 11, 3, 0)),
  } as const
  const known: Parameters<typeof timelineOf>[0] = {
    clocks: [clock],
    holds: [{ hold: 'inquest', at: instantOf(Date.UTC(2026, 2, 9, 12, 0)), by: nobody }],
    categorisation: null,
  }
  const entry = (what: History['entries'][number]['what'], codes: Record<string, string>, hour: number) =>
    ({
      sequence: 1,
      at: instantOf(Date.UTC(2026, 2, 9, hour, 0)),
      by: nobody,
      what,
      meaning: '',
      codes,
      hash: '',
    }) as const
  const of = (title: string, shown = timelineOf(known, [], now)) => shown.find((process) => process.title === title)!

  it('says of each process what it waits for', () => {
    expect(of('Family').waits).toEqual([
      expect.objectContaining({
        words: clock.name,
        who: 'Key worker',
        due: expect.objectContaining({ words: 'due tomorrow 03:00' }) as object,
      }),
    ])
    expect(of('Coroner').waits).toEqual([{ words: 'The outcome of: Inquest, since yesterday at 12:00' }])
    expect(of('Police').waits).toEqual([])
  })

  it('puts what happened where it belongs, in the order in which it happened', () => {
    const entries = [
      entry('CasePlacedOnHold', { hold: 'inquest' }, 12),
      // Recorded late, of a moment before.
      entry('ClockStarted', { rule: 'D16', moment: 'coroner-informed', startedAt: '2026-03-09T04:00:00.000Z' }, 15),
      entry('CasePlacedOnHold', { hold: 'criminal' }, 13),
      entry('CaseClaimed', {}, 14),
    ]
    const shown = timelineOf(known, entries, now)
    expect(of('Coroner', shown).happened).toEqual([
      { words: 'The coroner was told', at: 'yesterday at 04:00' },
      { words: 'On hold: Inquest', at: 'yesterday at 12:00' },
    ])
    expect(of('Police', shown).happened).toHaveLength(1)
    expect(shown.flatMap(({ happened }) => happened)).toHaveLength(3)
  })

  it('offers to record the beginning of a deadline only where the death calls for it', () => {
    const toBegin = (outcome: string) => {
      const duty = { outcome, reasons: [] }
      const assessment = { coroner: duty, jointAgencyResponse: duty, nationalPanel: duty }
      const categorised = { ...known, categorisation: { at: now, assessment } } as unknown as CaseRecord
      return timelineOf(categorised, [], now).flatMap((process) => process.toBegin.map(({ rule }) => rule))
    }
    expect(toBegin('required')).toContain('D16')
    expect(toBegin('not-required')).not.toContain('D16')
  })
})
