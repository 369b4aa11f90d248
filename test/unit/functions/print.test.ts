import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import { addHours } from '../../../domain/calendar/instant.ts'
import { packPage } from '../../../functions/print/pack-page.ts'
import { ROLES } from '../../../schemas/access.ts'
import { showReference, type Reference } from '../../../schemas/reference.ts'
import { analysisOf, caseOf, viewOf } from '../../support/anonymity/case-of.ts'
import { leaksIn } from '../../support/anonymity/leaks.ts'
import { plantedCase } from '../../support/anonymity/planted-case.ts'
import { aMeeting } from '../../support/builders/meeting.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { chair, manager, TestPipeline } from '../../support/pipeline.ts'
import { KeptPage, printing, render, takeTo, textOf } from '../../support/printing.ts'

const panel = 'northamptonshire'
const member: Person = { subject: 'member', roles: ['panel-member'], area: `panel/${panel}` }

async function withCases(count = 1) {
  const service = new TestPipeline()
  const references: Reference[] = []
  for (let n = 0; n < count; n++) {
    const notified = await service.notify(
      bodies.minimal({
        child: {
          normallyResidentAuthority: 'E06000061',
          nhsNumber: nhsNumber(n),
          name: { givenNames: 'Zebulon', familyName: 'Madeup' },
        },
        death: { dateOfDeath: `2026-11-0${n + 1}`, circumstances: 'Zebulon was found <b>blue</b> & cold.' },
      }),
      { key: `key-${n}` },
    )
    if ('notification' in notified) references.push(notified.notification.reference)
  }
  await service.settle()
  return { service, references, reference: references[0]! }
}

describe('The pack of a meeting', () => {
  it('has the agenda, the quorum and each listed case in its order, and records who read what', async () => {
    const { service, references } = await withCases(2)
    const agenda = references.toReversed()
    for (const reference of agenda) {
      await takeTo('listed', reference, service)
      service.now = addHours(service.now, 1)
    }
    const printer = new KeptPage()
    const answer = await printing(service, printer).pack(member)
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/pdf', 'content-disposition': expect.stringContaining('.pdf') as unknown },
    })
    expect(Buffer.from(answer.text, 'base64').toString()).toBe(printer.html)
    const text = textOf(printer.html)
    expect(text).toMatch(/Full panel, Wednesday,? 6 December 2028, 09:30, online/)
    expect(text).toMatch(/Anticipated 24 hours before\s+not known/)
    expect(text).toMatch(/no quorum[\s\S]*a lead professional from the local authority/)
    expect(Array.from(text.matchAll(/(\d)\. Case (\S+)/g), ([, n, shown]) => [n, shown])).toEqual(
      agenda.map((reference, index) => [String(index + 1), showReference(reference)]),
    )
    expect(service.store.readings.map(({ reference, what }) => [reference, what])).toEqual(
      agenda.map((reference) => [reference, 'anonymised-case']),
    )
  })

  it('escapes what people typed, and lets a page fetch and run nothing', async () => {
    const { service, reference } = await withCases()
    await takeTo('listed', reference, service)
    const printer = new KeptPage()
    await printing(service, printer).pack(member)
    expect(printer.html).toContain('was found &lt;b&gt;blue&lt;/b&gt; &amp; cold.')
    expect(printer.html).toContain("default-src 'none'")
    expect(printer.html).not.toMatch(/Zebulon|Madeup|<script|https?:/)
  })

  it('leaves out, and says so, what is not for this person now', async () => {
    const { service, references } = await withCases(3)
    const [listed, closed, conflicted] = references as [Reference, Reference, Reference]
    await takeTo('listed', listed, service)
    await takeTo('closed', closed, service)
    await takeTo('listed', conflicted, service)
    await service.work(conflicted, { action: 'declare-conflict' }, { person: member })
    const printer = new KeptPage()
    const { pack } = printing(service, printer)
    await pack(member)
    const text = textOf(printer.html)
    expect(text.match(/Left out: .*/g)?.sort()).toEqual([
      'Left out: it is not with the panel for review now.',
      'Left out: you have declared a conflict of interest.',
    ])
    expect(service.store.readings.map(({ reference }) => reference)).toEqual([listed])
    await pack(manager)
    expect(textOf(printer.html)).toContain(`Case ${showReference(closed)}`)
  })

  it('says so when it is too large to send', async () => {
    const { service } = await withCases()
    await service.meeting()
    const printer = { print: () => Promise.resolve(new Uint8Array(5 * 1024 * 1024)) }
    expect(await printing(service, printer).pack(member)).toMatchObject({
      status: 422,
      body: { type: '/problems/print-too-large', detail: 'Put fewer cases on the agenda, and print again.' },
    })
  })

  it('gives away nobody, whatever was typed', () => {
    fc.assert(
      fc.property(plantedCase(), ({ facts, work, form }) => {
        const recorded = caseOf([facts], { work })
        const { reference } = recorded.case
        const known = {
          reference,
          view: { reference: showReference(reference), ...viewOf(recorded) },
          analysis: analysisOf(form, recorded),
        }
        const html = render('pack.njk', packPage({ meeting: aMeeting(), cases: [{ known }] }))
        const paragraphs = textOf(html)
          .split('\n')
          .filter((text) => !isOurs(text))
        expect(leaksIn(paragraphs, [facts])).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

/** The meeting's own particulars, which are the panel's and not the child's. */
const isOurs = (text: string) => /Northamptonshire|Wednesday,? 6 December 2028|Meeting M000/.test(text)

describe('The letter after the review', () => {
  it('names neither child nor family, and the key worker only to those who may read the case', async () => {
    const { service, reference } = await withCases()
    await service.work(reference, { action: 'name-key-worker', name: 'Ines Pretend', contact: '01632 960777' })
    await takeTo('reviewed', reference, service)
    const printer = new KeptPage()
    const { letter } = printing(service, printer)
    expect(await letter(manager, reference)).toMatchObject({ status: 200 })
    expect(printer.html).toContain('Ines Pretend')
    expect(printer.html).not.toMatch(/Zebulon|Madeup/)
    expect(await letter(chair, reference)).toMatchObject({ status: 200 })
    expect(printer.html).not.toMatch(/Ines|960777|Zebulon/)
    expect(printer.html).toContain('name of the key worker')
    expect(service.store.readings).toMatchObject([{ what: 'outcome-letter' }, { what: 'outcome-letter' }])
  })

  it('is plain and kind: no word of the trade', async () => {
    const { service, reference } = await withCases()
    await takeTo('closed', reference, service)
    const printer = new KeptPage()
    await printing(service, printer).letter(manager, reference)
    expect(textOf(printer.html)).not.toMatch(/preventable|modifiable|unexpected|category|statutory|CDOP/i)
    expect(textOf(printer.html)).toContain('We are so very sorry that your child died.')
  })

  it('waits for the review, and is refused in conflict', async () => {
    const { service, reference } = await withCases()
    await takeTo('listed', reference, service)
    expect(await printing(service).letter(chair, reference)).toMatchObject({
      status: 409,
      body: { detail: 'The letter can be printed once the panel has reviewed the death.' },
    })
    await service.work(reference, { action: 'declare-conflict' }, { person: chair })
    expect(await printing(service).letter(chair, reference)).toMatchObject({
      status: 403,
    })
  })
})

describe('Who may print', () => {
  const areas = [`panel/${panel}`, 'panel/leeds', 'region/E12000004', undefined]
  const cells = ROLES.flatMap((role) => areas.map((area) => ({ role, area })))

  it.each(cells)('$role of $area', async ({ role, area }) => {
    const { service, reference } = await withCases()
    await takeTo('reviewed', reference, service)
    const { pack, letter } = printing(service)
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const own = area === `panel/${panel}` ? 200 : 404
    const mayWrite = ['cdop-manager', 'designated-doctor', 'chair'].includes(role)
    expect((await pack(person)).status).toBe(mayWrite || role === 'panel-member' ? own : 403)
    expect((await letter(person, reference)).status).toBe(mayWrite ? own : 403)
  })

  it('of a meeting that is none, nobody', async () => {
    const { service } = await withCases()
    expect((await printing(service).pack(manager, panel, 'never')).status).toBe(404)
    expect((await printing(service).pack(manager, panel, '<script>')).status).toBe(404)
  })
})
