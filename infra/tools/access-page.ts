import { permissions } from '../../domain/access/access.ts'
import { accessTable, verdictOf, type AccessRow, type Verdict } from '../../domain/access/table.ts'
import { pages } from '../../functions/web/pages/all.ts'
import { decidersOf, pageTable } from '../../functions/web/pages/deciders.ts'
import { ROLES, type Role } from '../../schemas/access.ts'
import { operations, type Operation } from '../../schemas/operations.ts'
import { STAGES, type Stage } from '../../schemas/panel-work/codes.ts'

/** Where `npm run draw` writes the page. */
export const ACCESS_PAGE = 'docs/access.md'

const initials: Readonly<Record<Role, string>> = {
  notifier: 'N',
  'designated-doctor': 'D',
  'cdop-manager': 'M',
  'panel-member': 'P',
  chair: 'C',
  analyst: 'A',
  'statistics-lead': 'L',
  scrutineer: 'S',
  operator: 'O',
}

const plain = (name: string) => name.replaceAll('-', ' ')
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')

const WHOSE = {
  nothing: 'no area: it is nobody’s in particular',
  notification: 'their own notification, whatever its panel',
  panel: 'the panel of their token',
  case: 'a case of the panel of their token',
  form: 'the one form that their link opens',
} as const

const rolesOf = (row: AccessRow): readonly Role[] => (row.act ? permissions[row.act].roles : [])

const waysIn = (operations as readonly Operation[]).map((operation) => ({
  ...operation,
  row: accessTable[operation.id as keyof typeof accessTable],
}))

const reachOf = ({ act, about }: AccessRow) => {
  if (about === 'form') return 'whoever has the link and its passcode, or the session that they gave'
  return act ? WHOSE[about] : 'anyone'
}

const api = () =>
  table(
    ['operation', 'address', 'act', ...ROLES.map((role) => initials[role]), 'of what', 'stages'],
    waysIn.map(({ id, method, path, row }) => [
      id,
      `\`${method.toUpperCase()} ${path}\``,
      row.act ?? '',
      ...ROLES.map((role) => (rolesOf(row).includes(role) ? '●' : '')),
      reachOf(row),
      row.at ? 'see below' : '',
    ]),
  )

const MARKS: Readonly<Record<Exclude<Verdict, 'may'>, string>> = {
  'not-the-role': '',
  'as-unknown': '–',
  'not-now': '×',
  conflict: '',
}

/** Who may at this stage, of those to whose panel it belongs; or why nobody may. */
function cellOf(row: AccessRow, stage: Stage, part: string): string {
  const said = rolesOf(row).map((role) => ({ role, verdict: verdictOf(row, { role, isTheirs: true, stage, part }) }))
  const may = said.filter(({ verdict }) => verdict === 'may').map(({ role }) => initials[role])
  if (may.length > 0) return may.sort().join('')
  const why = said.find(({ verdict }) => verdict !== 'not-the-role')?.verdict ?? 'not-now'
  return why === 'may' ? '' : MARKS[why]
}

const byStage = () =>
  table(
    ['operation', ...STAGES.map(plain)],
    waysIn.flatMap(({ id, row }) =>
      row.at || row.about === 'case'
        ? (row.parts ?? ['']).map((part) => [
            [id, plain(part)].filter((word) => word !== '').join(': '),
            ...STAGES.map((stage) => cellOf(row, stage, part)),
          ])
        : [],
    ),
  )

/** What of the API a page asks, whose answer decides; a dash where the role alone does. */
function askedFor({ path }: (typeof pages)[number], method: 'get' | 'post'): string {
  const row = pageTable[path]
  return (row ? decidersOf(row, method) : []).map((decider) => decider.replace(':', ': ')).join(', ') || '–'
}

const ofPages = () =>
  table(
    ['page', 'act', 'reading asks', 'sending asks', ...ROLES.map((role) => initials[role])],
    pages.map((page) => [
      `\`${page.path}\``,
      page.for,
      page.get ? askedFor(page, 'get') : '',
      page.post ? askedFor(page, 'post') : '',
      ...ROLES.map((role) => ((permissions[page.for].roles as readonly Role[]).includes(role) ? '●' : '')),
    ]),
  )

const shut = () =>
  waysIn
    .filter(({ row }) => row.shutByConflict)
    .map(({ id }) => id)
    .join(', ')

/** Who may do what to whose things at which stage: for whoever governs the information, from the tables that decide. */
export const accessPage = (): string => `# Access

Drawn by \`npm run draw\` from [the table of acts](../domain/access/access.ts), [the table of ways in](../domain/access/table.ts) and the
tables of [the panel's work](../domain/panel-work/stages.ts) and [the analysis form](../domain/review/editing.ts). Tests ask every cell
of the API and of the pages of the running code, and refuse a document that says otherwise.

${ROLES.map((role) => `**${initials[role]}** ${plain(role)}`).join(' · ')}

What is not somebody's is answered as if it did not exist: the same words, whatever was guessed. Whoever has several roles may what any of
them may. Every reading of a case is recorded with the case, and \`readReadings\` exports who read it.

## The API

${api()}

## At which stage of a case

The roles that may, of the panel that has the case (of a notification, its notifier). ×: nobody, as the stage does not allow it, with the
reason. –: not theirs yet, or not there yet: answered as what does not exist. A blank: none of these roles. At a stage that allows it, each
act's own rules may still refuse.

${byStage()}

Beside its notifier, the designated doctor of the panel may add a decision to a notification, and nothing else.

Shut to whoever has declared a conflict of interest in the case: ${shut()}.

## The pages

A page is shown to whoever may do its act; what it shows and does, the API above decides for the same person, by [what each page
asks](../functions/web/pages/deciders.ts) of it. –: nothing is asked, and nothing of anybody is shown or changed but a draft of one's own.

${ofPages()}
`
