import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { OUT_OF_SCOPE_REASONS, problem, PROBLEMS, type ProblemKind } from '../../../schemas/problem.ts'

const kinds = Object.keys(PROBLEMS) as ProblemKind[]
type Refusal = Exclude<ProblemKind, 'server-fault' | 'unavailable'>

describe('a problem', () => {
  it.each(kinds)('%s has its type, title and status and fits its schema', (kind) => {
    const made = problem(kind as Refusal)
    expect(ProblemSchema.parse(made)).toEqual(made)
    expect(made).toEqual({ type: `/problems/${kind}`, ...PROBLEMS[kind] })
  })

  it('of a failure carries a reference and nothing else', () => {
    expect(problem('server-fault', { reference: 'r-1' })).toEqual({
      type: '/problems/server-fault',
      title: 'The service failed',
      status: 500,
      reference: 'r-1',
    })
  })

  it.each(OUT_OF_SCOPE_REASONS)('out of scope says %s', (reasonCode) => {
    expect(problem('out-of-scope', { reasonCode })).toMatchObject({ status: 422, reasonCode })
  })
})
