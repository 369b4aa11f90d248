import path from 'node:path'
import nunjucks from 'nunjucks'
import type { Person } from '../../domain/access/access.ts'
import type { HasConflict } from '../../domain/access/sight.ts'
import { rendererOf } from '../../functions/print/render.ts'
import { printRoutes } from '../../functions/print/routes.ts'
import type { Printer } from '../../functions/shared/ports/printer.ts'
import type { AnalysisForm } from '../../schemas/analysis/analysis-form.ts'
import type { Stage } from '../../schemas/panel-work/codes.ts'
import type { Reference } from '../../schemas/reference.ts'
import { call } from './http.ts'
import { aMeeting, InMemoryMeetings } from './meetings.ts'
import { chair, doctor, manager, type TestPipeline } from './pipeline.ts'

/** The templates as they stand, compiled when they are asked for. */
export const render = rendererOf(
  new nunjucks.FileSystemLoader(path.join(import.meta.dirname, '..', '..', 'functions', 'print', 'templates')),
)

/** Keeps the page instead of printing it. */
export class KeptPage implements Printer {
  html = ''

  print(html: string): Promise<Uint8Array> {
    this.html = html
    return Promise.resolve(Buffer.from(html))
  }
}

/** What a person reads on a page. */
export const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<span class="mask">(.*?)<\/span>/g, '$1')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The way of a case to its end, with who takes it there. */
export const WAY: readonly (readonly [Stage, Person])[] = [
  ['information-gathering', doctor],
  ['child-death-review-meeting', doctor],
  ['ready-for-panel', doctor],
  ['listed', manager],
  ['reviewed', chair],
  ['closed', manager],
]

export async function takeTo(stage: Stage, reference: Reference, service: TestPipeline): Promise<void> {
  const last = WAY.findIndex(([one]) => one === stage)
  for (const [next, person] of WAY.slice(1, last + 1))
    await service.work(reference, { action: 'move-to-stage', stage: next }, { person })
}

interface Printing {
  readonly printer?: Printer
  readonly hasConflict?: HasConflict
  readonly form?: AnalysisForm
}

/** Printing for a panel whose meeting has these cases on its agenda. */
export function printing(
  service: TestPipeline,
  agenda: readonly Reference[],
  { printer = new KeptPage(), hasConflict = () => false, form }: Printing = {},
) {
  const meetings = new InMemoryMeetings()
  meetings.add('northamptonshire', aMeeting(agenda))
  const routes = printRoutes({
    cases: service.store,
    meetings,
    forms: { formOf: () => Promise.resolve(form) },
    hasConflict,
    render,
    printer,
    now: () => service.now,
  })
  const pack = (person: Person, panel = 'northamptonshire', meeting = '2026-12-03') =>
    call(routes, 'GET /api/v1/panels/{panel}/meetings/{meeting}/pack', { person, params: { panel, meeting } })
  const letter = (person: Person, reference: Reference) =>
    call(routes, 'GET /api/v1/cases/{reference}/outcome-letter', { person, params: { reference } })
  return { pack, letter }
}
