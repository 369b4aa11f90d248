import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import { codedCases } from '../../../domain/statistics/coded-case.ts'
import type { CaseRepository } from '../../../functions/shared/ports/case-repository.ts'
import type { StatisticsRows } from '../../../functions/shared/ports/statistics-rows.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import { aNotification } from '../../support/builders/notification.ts'

export type StoreOfRows = Pick<CaseRepository, 'append'> & StatisticsRows

const STEP: Actor = { kind: 'step', step: 'route' }
const chair: Actor = { kind: 'person', subject: 'chair', roles: ['chair'], area: 'panel/northamptonshire' }

let last = 0
const newReference = (): Reference => ReferenceSchema.parse(`S${String((last += 1)).padStart(15, '0')}`)
const noon = (day: string) => `${day}T12:00:00.000Z` as Instant
const request = { key: 'key', bodyHash: 'body' }

/** How every store tells the statistics which cases count in a month, and nothing else of them. */
export function describeStatisticsRows(name: string, open: () => StoreOfRows | Promise<StoreOfRows>) {
  describe(`The statistics rows of a case store ${name}`, () => {
    let store: StoreOfRows
    beforeAll(async () => {
      store = await open()
    })

    const write = async (before: Case | undefined, reference: Reference, decided: Some<Decided>, at: Instant) => {
      const events = numbered({ reference, version: before?.version ?? 0 }, decided, at, before ? STEP : chair)
      const appended = await store.append(before, events)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }
    const notified = (day: string) => {
      const reference = newReference()
      const received: Decided = {
        type: 'NotificationReceived',
        happened: {
          notificationReference: reference,
          request,
          facts: aNotification({ death: { dateOfDeath: day } }),
          residence: { kind: 'england', authority: 'E06000061', from: 'postcode', deprivationDecile: 3 },
        },
      }
      return write(undefined, reference, [received], noon(day))
    }
    const routed = async (day: string) => {
      const known = await notified(day)
      const categorised = await write(known, known.reference, categorise(known) as unknown as Some<Decided>, noon(day))
      return write(categorised, known.reference, route(categorised, noon(day)) as unknown as Some<Decided>, noon(day))
    }
    const found = async (cohort: Cohort, from: string, to: string): Promise<CodedCase[]> => {
      const rows: CodedCase[] = []
      for await (const row of store.codedCases(cohort, from as CivilDate, to as CivilDate)) rows.push(row)
      return rows.sort((a, b) => (a.reference < b.reference ? -1 : 1))
    }

    it('gives the cases notified on the days asked for, the first and the last included, as they were coded', async () => {
      const cases: Case[] = []
      for (const day of ['2031-03-31', '2031-04-01', '2031-05-15', '2031-06-30', '2031-07-01'])
        cases.push(await routed(day))
      const wanted = cases.slice(1, 4).flatMap((known) => codedCases(known).deathsNotified ?? [])
      expect(wanted).toHaveLength(3)
      expect(await found('deathsNotified', '2031-04-01', '2031-06-30')).toEqual(wanted)
      expect(await found('deathsNotified', '2031-05-15', '2031-05-15')).toEqual([wanted[1]])
      expect(await found('deathsNotified', '2031-05-16', '2031-06-29')).toEqual([])
    })

    it('does not give a case that no panel has yet', async () => {
      await notified('2032-01-10')
      expect(await found('deathsNotified', '2032-01-01', '2032-01-31')).toEqual([])
    })

    it('gives a case no more when it was retracted', async () => {
      const known = await routed('2033-01-10')
      expect(await found('deathsNotified', '2033-01-01', '2033-01-31')).toHaveLength(1)
      const notificationReference = known.notifications[0].reference
      const happened = { request, notificationReference, reason: 'sent-as-a-test' as const, endsCase: true }
      await write(known, known.reference, [{ type: 'NotificationRetracted', happened }], noon('2033-01-11'))
      expect(await found('deathsNotified', '2033-01-01', '2033-01-31')).toEqual([])
    })

    it('gives every case of a month once, however many there are', async () => {
      const references: string[] = []
      for (let n = 0; n < 60; n++) references.push((await routed('2034-02-02')).reference)
      const rows = await found('deathsNotified', '2034-02-01', '2034-02-28')
      expect(rows.map(({ reference }) => reference)).toEqual(references)
    }, 60_000)
  })
}
