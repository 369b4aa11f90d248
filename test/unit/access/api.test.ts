import { permissions, type Person } from '../../../domain/access/access.ts'
import type { Subject, Verdict } from '../../../domain/access/table.ts'
import { waysFrom } from '../../../domain/panel-work/stages.ts'
import { editing } from '../../../domain/review/editing.ts'
import { routes } from '../../../infra/stacks/routes.ts'
import { ACTIONS, STAGES } from '../../../schemas/panel-work/codes.ts'
import type { Role } from '../../../schemas/access.ts'
import type { Reference } from '../../../schemas/reference.ts'
import type { Problem } from '../../../schemas/problem-details.ts'
import { apiCells, askCell, expectedOf, personTo, UNKNOWN, type ApiCell } from '../../support/access-cells.ts'
import { casesAtStages, type CasesAtStages } from '../../support/cases-at-stages.ts'
import { everyRoute, keepingNothing, someReleases, type Ask } from '../../support/every-route.ts'
import type { Answer } from '../../support/http.ts'
import { tally } from '../../support/tally.ts'

let cases: CasesAtStages
let ask: Ask
let routeKeys: readonly string[]
beforeAll(async () => {
  cases = await casesAtStages()
  ;({ ask, routeKeys } = everyRoute(cases.service, keepingNothing(cases.service, await someReleases())))
})

/** Why a stage refuses, by the two tables of the panel's work and of its form. */
const STAGE_REASONS: ReadonlySet<unknown> = new Set(
  [
    ...ACTIONS.flatMap((action) => STAGES.map((stage): unknown => waysFrom(action, stage))),
    ...Object.values(editing).flatMap((cells): unknown[] => Object.values(cells)),
  ].filter((cell) => typeof cell === 'string'),
)

/** What an answer says of access. */
function verdictIn({ status, body }: Answer): Verdict | 'odd' {
  const { reasonCode } = (body ?? {}) as Partial<Problem>
  if (status === 403) return reasonCode === 'conflict-of-interest' ? 'conflict' : 'not-the-role'
  if (status === 404) return 'as-unknown'
  if (status === 409 && (reasonCode === undefined || STAGE_REASONS.has(reasonCode))) return 'not-now'
  return status < 300 || status === 409 ? 'may' : 'odd'
}

const nameOf = ({ operation, part, role, whose, stage }: ApiCell) =>
  [operation, part, role, whose, stage].filter((word) => word !== undefined).join(' · ')

/** Every cell in which an answer and the table say different things. */
async function differences(cells: Iterable<ApiCell>, asking: Ask) {
  const found: string[] = []
  let count = 0
  for (const cell of cells) {
    count += 1
    const answer = await askCell(asking, cell, personTo(cell.whose, [cell.role], cell.row), cases)
    const [expected, actual] = [expectedOf(cell), verdictIn(answer)]
    if (expected !== actual)
      found.push(`${nameOf(cell)}: ${expected}, but ${answer.status} ${answer.text.slice(0, 200)}`)
  }
  return { count, found }
}

/** Cells of somebody who reaches the thing, or would but for whose it is. */
const cellsAbout = (...subjects: readonly Subject[]) =>
  [...apiCells()].filter(({ row, part, role }) => {
    const isFirstPart = part === undefined || part === row.parts?.[0]
    return (
      subjects.includes(row.about) && isFirstPart && (permissions[row.act!].roles as readonly Role[]).includes(role)
    )
  })

describe('Access to the API', () => {
  it('has a row for every route', () => {
    const api = routes.filter(({ path }) => path.startsWith('/api/') && !path.endsWith('openapi.json'))
    expect([...routeKeys].sort()).toEqual(api.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('is as the table says in every cell', async () => {
    const { count, found } = await differences(apiCells(), ask)
    expect(found.slice(0, 20)).toEqual([])
    expect(count).toBeGreaterThan(10_000)
    tally('access-of-the-api', { cells: count, different: found.length })
  })

  it('is not had by all the roles together that may not have it alone', async () => {
    const together = new Map<string, ApiCell & { roles: Role[] }>()
    for (const cell of apiCells()) {
      if (cell.whose !== 'theirs' || expectedOf(cell) === 'may') continue
      const name = [cell.operation, cell.part, cell.stage].join()
      const before = together.get(name) ?? { ...cell, roles: [] }
      together.set(name, { ...before, roles: [...before.roles, cell.role] })
    }
    for (const { roles, ...cell } of together.values()) {
      const answer = await askCell(ask, cell, personTo('theirs', roles, cell.row), cases)
      expect([nameOf(cell), verdictIn(answer)]).not.toContain('may')
    }
  })

  it('is not had at all by a token without claims of ours', async () => {
    for (const cell of apiCells()) {
      if (cell.role !== 'notifier' || cell.whose !== 'theirs' || (cell.stage && cell.stage !== 'listed')) continue
      const { status } = await askCell(ask, cell, undefined, cases)
      expect([nameOf(cell), status]).toEqual([nameOf(cell), 403])
    }
  })

  it('ends with a declared conflict of interest', async () => {
    const { service, at } = await casesAtStages()
    const known: Person = { subject: 'person theirs', roles: ['chair', 'panel-member'], area: 'panel/northamptonshire' }
    await service.work(at.listed, { action: 'declare-conflict', note: 'I know the family.' }, { person: known })
    const conflicted = everyRoute(service, keepingNothing(service, await someReleases())).ask
    const cells = [...apiCells()].filter(
      (cell) => cell.stage === 'listed' && known.roles.includes(cell.role) && expectedOf(cell, true) === 'conflict',
    )
    for (const cell of cells) {
      const answer = await askCell(conflicted, cell, { ...known, roles: [cell.role] }, { service, at })
      expect([nameOf(cell), verdictIn(answer)]).toEqual([nameOf(cell), 'conflict'])
    }
    expect(new Set(cells.map(({ operation }) => operation)).size).toBeGreaterThan(3)
  })
})

describe('A guessed reference', () => {
  it('of somebody else’s thing answers exactly as one that does not exist', async () => {
    const cells = cellsAbout('case', 'notification').filter(({ whose }) => whose !== 'theirs')
    for (const cell of cells) {
      const person = personTo(cell.whose, [cell.role], cell.row)
      const answers = [await askCell(ask, cell, person, cases), await askCell(ask, cell, person, cases, UNKNOWN)]
      expect([nameOf(cell), answers[0]]).toEqual([nameOf(cell), answers[1]])
      expect(answers[0]?.text).toBe(answers[1]?.text)
    }
    expect(cells.length).toBeGreaterThan(300)
    tally('references-guessed', { guesses: cells.length, toldApart: 0 })
  })

  it('asks no more of the store than one that does not exist: time tells nothing either', async () => {
    const { service } = cases
    const stores = keepingNothing(service, await someReleases())
    let loads = 0
    const load: typeof stores.cases.load = (reference) => {
      loads += 1
      return stores.cases.load(reference)
    }
    const counted = everyRoute(service, { ...stores, cases: { ...stores.cases, load } }).ask
    const loadsFor = async (cell: ApiCell, reference?: Reference) => {
      loads = 0
      await askCell(counted, cell, personTo(cell.whose, [cell.role], cell.row), cases, reference)
      return loads
    }
    for (const cell of cellsAbout('case', 'notification')) {
      // A case that was joined to another leads on to that one, for its own notifier.
      if (cell.whose === 'theirs' || cell.stage === 'joined') continue
      expect([nameOf(cell), await loadsFor(cell)]).toEqual([nameOf(cell), await loadsFor(cell, UNKNOWN)])
    }
  })

  it('of a panel or its meeting answers as one that does not exist', async () => {
    for (const cell of cellsAbout('panel')) {
      if (cell.whose === 'theirs') continue
      const answer = await askCell(ask, cell, personTo(cell.whose, [cell.role], cell.row), cases)
      const nowhere = await askCell(elsewhere, cell, personTo(cell.whose, [cell.role], cell.row), cases)
      expect([nameOf(cell), answer]).toEqual([nameOf(cell), nowhere])
    }
  })
})

describe('The check of the cells', () => {
  it('finds a row that says other than the code does', async () => {
    const row = { act: 'read-own-notifications', about: 'case' } as const
    const changed = [...apiCells()]
      .filter(({ operation }) => operation === 'readCase')
      .map((cell) => ({ ...cell, row }))
    expect((await differences(changed, ask)).found).not.toEqual([])
  })

  it('finds a route that forgets to ask whose case it is', async () => {
    const forgetful: Ask = (operation, how) =>
      ask(operation, how.person ? { ...how, person: { ...how.person, area: 'panel/northamptonshire' } } : how)
    const cells = [...apiCells()].filter(({ operation }) => operation === 'readHistory')
    expect((await differences(cells, forgetful)).found).not.toEqual([])
  })
})

/** Asks for a panel that there is not, instead of the one that is somebody else's. */
const elsewhere: Ask = (operation, how) => ask(operation, { ...how, params: { ...how.params, panel: 'no-such-panel' } })
