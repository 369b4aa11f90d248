import { Findings } from '../../../../audit/findings.ts'
import { firstTable } from '../../../../audit/first-table.ts'
import { knowledgeOf } from '../../../../audit/knowledge.ts'
import { questionsOf, type Question } from '../../../../audit/questions.ts'
import { decide } from '../../../../audit/ranges.ts'
import { readReleases } from '../../../../audit/statements.ts'
import { blockOf, yearOf } from '../../../../domain/disclosure/periods.ts'
import type { Plan } from '../../../../domain/disclosure/protect.ts'
import type { Safeguards } from '../../../../domain/disclosure/safeguards.ts'
import type { ReleaseDraft } from '../../../../schemas/statistics/release.ts'
import { attacked, draft, open, toldOf } from '../../../support/statistics/publish.ts'
import {
  casesOf,
  planOf,
  smallCatalogue,
  smallPlan,
  type Nesting,
} from '../../../support/statistics/small-catalogue.ts'

function smallValuesOf(target: number, question: Question): readonly number[] {
  const findings = new Findings(question, [target], firstTable(question, open) ?? [])
  decide(
    question,
    findings,
    open,
    () => true,
    () => undefined,
  )
  return findings.attainable(target)
}

/** How many others a value of the one row of `kind` can have for a reader who knows of one case there. */
function others(release: ReleaseDraft, value: string): readonly number[] {
  const known = knowledgeOf(readReleases([release]))
  const [number = -1] = [...known.statements].find(([, one]) => one.table === 'kind' && one.value === value) ?? []
  known.lower[number] = 1
  const { questions, workedOut } = questionsOf(known)
  const found = workedOut.find(({ statement }) => statement === known.statements.get(number))
  const ranges = questions.flatMap((question) => {
    const target = question.numbers.indexOf(number)
    return target < 0 ? [] : smallValuesOf(target, question)
  })
  return [...ranges, ...(found ? [found.number] : [])].map((count) => count - 1).sort()
}

describe('14: an authority that changed panel within a block', () => {
  const before: Nesting = { whole: null, left: 'whole', right: 'whole', a: 'left', mover: 'left', b: 'right' }
  const since: Nesting = { ...before, mover: 'right' }
  const years = [2025, 2026, 2027].map((start) => ({ ...yearOf(start), nesting: start < 2026 ? before : since }))
  const periods = [...years, { ...blockOf(2025), nesting: since }]
  const catalogue = smallCatalogue(before, { kind: ['x', 'y', 'z'] })
  const finest = { england: 'year', region: 'year', panel: 'threeYears' } as const
  const cases = years.flatMap(({ from, code }, year) =>
    ['a', 'b', 'mover'].flatMap((area) => {
      const x = area === 'mover' && year === 0 ? 3 : 12
      return casesOf(area, { kind: { x, y: 20, z: 20 } }, from).map((one) => ({
        ...one,
        reference: `${code}-${one.reference}`,
      }))
    }),
  )
  const plan: Plan = {
    ...smallPlan(before, catalogue, cases, { gate: 20 }),
    catalogue: { ...catalogue, characteristics: catalogue.characteristics.map((each) => ({ ...each, finest })) },
    periods,
  }
  /** The mover's number in its year with the other panel, by subtraction; nobody publishes it. */
  const worked = (release: ReleaseDraft) => {
    const [block, ...parts] = [...periods].reverse().map(({ code }) => toldOf(release, 'kind', 'right', code)[0])
    return Number(block) - parts.reduce<number>((sum, part) => sum + Number(part), 0)
  }

  it('is not given away by the block less its years', () => {
    const release = draft(plan)

    expect(attacked(release)).toMatchObject({ outcome: 'passed' })
    expect(worked(release)).toBeNaN()
    expect(toldOf(release, 'deaths', 'right', '2025-28')).toEqual([156 + 147])
  })

  it('is given away when the rule is taken away', () => {
    expect(worked(draft(plan, { moves: false }))).toBe(3)
  })
})

describe('18: a reader who is one of the counted, and so knows one case of a small number', () => {
  const plan = planOf({ whole: null }, { whole: { kind: { x: 20, y: 15, z: 1 } } })
  const WITHOUT_OWN = [0, 1, 2, 3]

  it('cannot tell how many others there are', () => {
    expect(others(draft(plan), 'z')).toEqual(WITHOUT_OWN)
  })

  it('can when the rule of rows is taken away, or if T were 2', () => {
    expect(others(draft(plan, { rows: false, ranges: false }), 'z')).toEqual([0])
    expect(others(draft({ ...plan, ruleSet: { ...plan.ruleSet, smallBelow: 2 } }), 'z')).toEqual([0])
  })

  it('sees the same page as without that case, but not when noughts are told', () => {
    const without = { ...plan, cases: plan.cases.filter(({ values }) => values['kind'] !== 'z') }
    const page = (of: Plan, rules: Partial<Safeguards> = {}) =>
      String(toldOf(draft(of, rules), 'kind', 'whole')).replaceAll(/\d+/g, 'shown')

    expect(page(without)).toEqual(page(plan))
    expect(page(without, { noughts: false })).not.toEqual(page(plan, { noughts: false }))
  })
})
