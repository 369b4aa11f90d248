import path from 'node:path'
import nunjucks from 'nunjucks'
import type { Person } from '../../domain/access/access.ts'
import { rendererOf } from '../../functions/print/render.ts'
import { printRoutes } from '../../functions/print/routes.ts'
import type { Printer } from '../../functions/shared/ports/printer.ts'
import type { ActionInput } from '../../schemas/panel-work/actions.ts'
import type { Stage } from '../../schemas/panel-work/codes.ts'
import type { MeetingReference, Reference } from '../../schemas/reference.ts'
import { conclude } from './builders/analysis.ts'
import { aMeeting } from './builders/meeting.ts'
import { call } from './http.ts'
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

/** Takes a case so far, by way of the meeting that there is. */
export async function takeTo(stage: Stage, reference: Reference, service: TestPipeline): Promise<void> {
  const meeting = await service.meeting()
  const last = WAY.findIndex(([one]) => one === stage)
  for (const [next, person] of WAY.slice(1, last + 1)) {
    if (next === 'reviewed') await service.fillIn(reference)
    await service.work(reference, actionTo(next, meeting), { person })
  }
}

function actionTo(stage: Stage, meeting: MeetingReference): ActionInput {
  if (stage === 'listed') return { action: 'list-for-meeting', meeting }
  return stage === 'reviewed' ? conclude : { action: 'move-to-stage', stage }
}

/** Printing for the panel, on the same stores and clock. */
export function printing(service: TestPipeline, printer: Printer = new KeptPage()) {
  const { store } = service
  const routes = printRoutes({ cases: store, meetings: store.meetings, render, printer, now: () => service.now })
  const pack = (person: Person, panel = 'northamptonshire', meeting: string = aMeeting().reference) =>
    call(routes, 'GET /api/v1/panels/{panel}/meetings/{meeting}/pack', { person, params: { panel, meeting } })
  const letter = (person: Person, reference: Reference) =>
    call(routes, 'GET /api/v1/cases/{reference}/outcome-letter', { person, params: { reference } })
  return { pack, letter }
}
