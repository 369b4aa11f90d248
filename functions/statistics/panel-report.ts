import { mayEver, reachesPanel, type Act } from '../../domain/access/access.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { problem } from '../../schemas/problem.ts'
import type { PanelReport, Preview } from '../../schemas/statistics/answers.ts'
import {
  PanelStatisticsParametersSchema,
  PreviewQuerySchema,
  ReportQuerySchema,
} from '../../schemas/statistics/requests.ts'
import type { TableView } from '../../schemas/statistics/table-view.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { reasonFor, WITHHELD } from '../shared/views/statistics/shorthand.ts'
import { tablesOfPeriod, tablesOfRelease } from './published-tables.ts'
import { answerFile, formatFor } from './pull.ts'
import type { StatisticsDeps } from './routes.ts'

/** A panel's own rows of everything published of a period: the tables of its annual report. */
export async function panelReport(request: PersonalRequest, deps: StatisticsDeps): Promise<Answered> {
  const panel = panelFor(request, 'read-panel-report')
  if (typeof panel !== 'string') return panel
  const asked = readAs(ReportQuerySchema, request.query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const { period, format = formatFor(request) } = asked.value
  const tables = await tablesOfPeriod(period, [panel], deps)
  if (tables.length === 0) return problem('not-found')
  if (format === 'csv' || format === 'spreadsheet') {
    const title = `${panelName(panel).name}: ${period}`
    return answerFile({ title, name: `report-${panel}-${period}`, views: tables }, format, request)
  }
  const body: PanelReport = { panel: panelName(panel), period, tables: [...tables] }
  return { status: 200, body }
}

const NOTICE =
  'Not published. Only the panel whose cases these are may see it. Do not pass it on: set against the release, it could tell of a child.'

/** What a release that is ready will say of a panel, and why not more (rule 13). Of each period a panel is given one preview only. */
export async function preview(request: PersonalRequest, { releases }: StatisticsDeps): Promise<Answered> {
  const panel = panelFor(request, 'preview-statistics')
  if (typeof panel !== 'string') return panel
  const asked = readAs(PreviewQuerySchema, request.query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const head = await releases.head(asked.value.release)
  if (head?.state !== 'audited') return problem('not-found')
  if (!(await releases.notePreview(panel, head)))
    return problem('release-not-ready', {
      detail:
        'Your panel has had a preview of this period. Two of one period, set against each other, could tell of a child.',
    })
  const views = await tablesOfRelease(head, [panel], releases)
  const tables = views.map((view): TableView => ({ ...view, release: { ...view.release, preview: true } }))
  const body: Preview = {
    panel: panelName(panel),
    preview: true,
    notice: NOTICE,
    tables,
    hidden: tables.flatMap(hiddenIn),
  }
  return { status: 200, body }
}

function hiddenIn({ rows, table, period }: TableView): Preview['hidden'] {
  return rows.flatMap((row): Preview['hidden'] => {
    const of = { table: table.name, period: period.code }
    if ('withheld' in row) return [{ ...of, value: null, why: WITHHELD[row.withheld] }]
    return table.values.flatMap(({ code, label }) => {
      const why = reasonFor(row, code)
      return why === undefined ? [] : [{ ...of, value: label, why }]
    })
  })
}

/** A panel outside the person's reach answers as one that does not exist. */
function panelFor({ person, params }: PersonalRequest, act: Act): string | Answered {
  if (!mayEver(person, act)) return problem('forbidden')
  const { success, data } = PanelStatisticsParametersSchema.safeParse(params)
  return success && reachesPanel(person, act, data.panel) ? data.panel : problem('not-found')
}
