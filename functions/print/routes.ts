import { mayEver, reachesPanel } from '../../domain/access/access.ts'
import { isReviewed } from '../../domain/panel-work/stages.ts'
import { hasConflict } from '../../domain/review/review.ts'
import { MeetingParametersSchema } from '../../schemas/parameters.ts'
import { problem } from '../../schemas/problem.ts'
import { showReference } from '../../schemas/reference.ts'
import { caseInReach, readingBy } from '../shared/case-in-reach.ts'
import type { AccessRecord, CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { Meetings } from '../shared/ports/meetings.ts'
import type { Printer } from '../shared/ports/printer.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { outOfSightProblem } from '../shared/views/out-of-sight.ts'
import { letterOf } from './letter.ts'
import { packOf } from './pack.ts'
import { packPage } from './pack-page.ts'
import type { Render } from './render.ts'

export interface PrintDeps {
  readonly cases: Pick<CaseRepository, 'load'> & AccessRecord
  readonly meetings: Pick<Meetings, 'load' | 'listedFor'>
  readonly render: Render
  readonly printer: Printer
  readonly now: Now
}

/** What may be printed over HTTP. */
export const printRoutes = (deps: PrintDeps): Routes => ({
  'GET /api/v1/panels/{panel}/meetings/{meeting}/pack': (request) => meetingPack(request, deps),
  'GET /api/v1/cases/{reference}/outcome-letter': (request) => outcomeLetter(request, deps),
})

async function meetingPack(request: PersonalRequest, deps: PrintDeps): Promise<Answered> {
  const { person, params } = request
  if (!mayEver(person, 'print-pack')) return problem('forbidden')
  const { success, data } = MeetingParametersSchema.safeParse(params)
  if (!success || !reachesPanel(person, 'print-pack', data.panel)) return problem('not-found')
  const meeting = await deps.meetings.load(data.panel, data.meeting)
  if (!meeting) return problem('not-found')
  const pack = await packOf(meeting, await deps.meetings.listedFor(meeting), person, deps.cases)
  for (const { known } of pack.cases)
    if (known) await deps.cases.recordReading(readingBy(request, known.reference, 'anonymised-case', deps.now()))
  return printed(
    deps.render('pack.njk', packPage(pack)),
    `pack-${data.panel}-${showReference(meeting.reference)}`,
    deps.printer,
  )
}

async function outcomeLetter(request: PersonalRequest, deps: PrintDeps): Promise<Answered> {
  const found = await caseInReach(request, 'print-outcome-letter', deps.cases)
  if ('status' in found) return found
  const { case: known } = found
  if (hasConflict(known.work.review, request.person.subject)) return outOfSightProblem('conflict-of-interest')
  if (!isReviewed(known.work.stage))
    return problem('not-possible-now', { detail: 'The letter can be printed once the panel has reviewed the death.' })
  await deps.cases.recordReading(readingBy(request, known.reference, 'outcome-letter', deps.now()))
  const html = deps.render('outcome-letter.njk', letterOf(known, request.person))
  return printed(html, `letter-${showReference(known.reference)}`, deps.printer)
}

/** Lambda answers with 6 MB at most, and a PDF travels as base64, four characters for three bytes; some room is left for the headers. */
const MAX_BYTES = Math.floor((6 * 1024 * 1024 - 16_384) * 0.75)

async function printed(html: string, name: string, printer: Printer): Promise<Answered> {
  const pdf = await printer.print(html)
  if (pdf.byteLength > MAX_BYTES)
    return problem('print-too-large', { detail: 'Put fewer cases on the agenda, and print again.' })
  return {
    status: 200,
    file: pdf,
    type: 'application/pdf',
    headers: { 'content-disposition': `inline; filename="${name}.pdf"` },
  }
}
