import type * as z from 'zod'
import {
  IdempotencyKeySchema,
  ListQuerySchema,
  PanelParametersSchema,
  QueueQuerySchema,
} from '../../../schemas/parameters.ts'
import { readAs } from '../../../schemas/field-problems.ts'

const problemsOf = (schema: z.ZodType, raw: unknown) => {
  const reading = readAs(schema, raw)
  return reading.ok ? [] : reading.errors.map(({ pointer, code }) => `${code} ${pointer}`)
}

describe('parameters', () => {
  it('of a queue may all be left out', () => {
    expect(QueueQuerySchema.parse({})).toEqual({ state: 'open', limit: 25 })
  })

  it.each([
    ['1', 1],
    ['100', 100],
  ])('a limit of %j is %i', (limit, read) => {
    expect(ListQuerySchema.parse({ limit })).toEqual({ limit: read })
  })

  it.each([
    ['0', 'out-of-range'],
    ['101', 'out-of-range'],
    ['-1', 'out-of-range'],
    ['', 'out-of-range'],
    ['2.5', 'wrong-type'],
    ['many', 'wrong-type'],
    ['1e999', 'wrong-type'],
  ])('a limit of %j is refused as %s', (limit, code) => {
    expect(problemsOf(ListQuerySchema, { limit })).toEqual([`${code} /limit`])
  })

  it('of a queue are each refused by name', () => {
    const asked = { state: 'half-open', stage: 'done', cursor: '', limit: 'x' }
    expect(problemsOf(QueueQuerySchema, asked)).toEqual([
      'not-a-choice /state',
      'not-a-choice /stage',
      'empty /cursor',
      'wrong-type /limit',
    ])
  })

  it.each(['Northamptonshire', 'north--tyne', '-tyne', '../x', '', 'a'.repeat(81)])(
    'a panel of %j is refused',
    (panel) => {
      expect(problemsOf(PanelParametersSchema, { panel })).toHaveLength(1)
    },
  )

  it.each([
    ['k', true],
    ['~'.repeat(255), true],
    ['', false],
    ['~'.repeat(256), false],
    ['a b', false],
    ['é', false],
    ['a\n', false],
  ])('an Idempotency-Key of %j is taken: %s', (key, taken) => {
    expect(IdempotencyKeySchema.safeParse(key).success).toBe(taken)
  })
})
