import * as z from 'zod'
import { readAs, toPointer } from '../../../schemas/field-problems.ts'
import { line, orNotKnown, rule } from '../../../schemas/notification/text.ts'

const MARK = 'MARKED7VALUE'

const Everything = z.object({
  text: line(5).optional(),
  atLeast: z.string().min(3).optional(),
  number: z.number().min(1).max(2).multipleOf(0.5).optional(),
  int: z.int().optional(),
  flag: z.boolean().optional(),
  choice: z.enum(['a', 'b']).optional(),
  literal: z.literal('x').optional(),
  list: z.array(z.string().max(3)).min(1).max(2).optional(),
  union: orNotKnown(z.int(), 'Give a whole number.').optional(),
  forms: z.union([z.object({ from: z.string().max(2), to: z.string() }), z.enum(['none'])]).optional(),
  kinds: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), a: z.string().max(2) }),
      z.object({ kind: z.literal('b') }),
    ])
    .optional(),
  record: z.record(z.string().max(3), z.object({ inner: z.int() })).optional(),
  closed: z.strictObject({ known: z.string() }).optional(),
  email: z.email().optional(),
  'a/b~c': z.object({ d: z.int() }).optional(),
  pipe: z.string().transform(Number).pipe(z.int()).optional(),
  fallback: z.object({ deep: z.int() }).prefault({ deep: 1 }),
  custom: z
    .string()
    .refine((text) => text === MARK.toLowerCase())
    .optional(),
  coded: z
    .string()
    .check(rule('check-digit', 'Check it.', () => false))
    .optional(),
})

const problemsOf = (raw: unknown, schema: z.ZodType = Everything) => {
  const reading = readAs(schema, raw)
  return reading.ok ? [] : reading.errors
}

const failures: [name: string, raw: unknown, pointer: string, code: string][] = [
  ['the whole is of another type', MARK, '', 'wrong-type'],
  ['text is a list', { text: [MARK] }, '/text', 'wrong-type'],
  ['text is too long', { text: MARK }, '/text', 'too-long'],
  ['text is empty', { text: ' ' }, '/text', 'empty'],
  ['text has control characters', { text: 'a\u0000b' }, '/text', 'control-characters'],
  ['text is too short', { atLeast: 'a' }, '/atLeast', 'too-short'],
  ['a number is text', { number: MARK }, '/number', 'wrong-type'],
  ['a number is too big', { number: 987654 }, '/number', 'out-of-range'],
  ['a number is too small', { number: -987654 }, '/number', 'out-of-range'],
  ['a number is not a multiple', { number: 1.2 }, '/number', 'out-of-range'],
  ['a whole number is broken', { int: 1.5 }, '/int', 'wrong-type'],
  ['a whole number is infinite', { int: Infinity }, '/int', 'wrong-type'],
  ['a flag is text', { flag: MARK }, '/flag', 'wrong-type'],
  ['a choice is unknown', { choice: MARK }, '/choice', 'not-a-choice'],
  ['a literal is another', { literal: MARK }, '/literal', 'not-a-choice'],
  ['a list is text', { list: MARK }, '/list', 'wrong-type'],
  ['a list is empty', { list: [] }, '/list', 'too-few'],
  ['a list is too long', { list: ['a', 'b', 'c'] }, '/list', 'too-many'],
  ['an item is too long', { list: ['a', MARK] }, '/list/1', 'too-long'],
  ['a union is of no form', { union: MARK }, '/union', 'not-a-choice'],
  ['a union fails inside the form chosen', { forms: { from: MARK, to: 'x' } }, '/forms/from', 'too-long'],
  ['a union lacks a field of the form chosen', { forms: { from: 'a' } }, '/forms/to', 'required'],
  ['a union has an unknown code', { forms: MARK }, '/forms', 'not-a-choice'],
  ['a kind is unknown', { kinds: { kind: MARK } }, '/kinds/kind', 'not-a-choice'],
  ['a kind is missing', { kinds: {} }, '/kinds/kind', 'required'],
  ['a kind fails inside', { kinds: { kind: 'a', a: MARK } }, '/kinds/a', 'too-long'],
  ['a key of a record is wrong', { record: { [MARK]: { inner: 1 } } }, '/record', 'not-accepted'],
  ['a value of a record is wrong', { record: { Abc: { inner: MARK } } }, '/record', 'wrong-type'],
  ['an unknown field is not accepted', { closed: { known: 'x', [MARK]: 1 } }, '/closed', 'not-accepted'],
  ['an address is none', { email: MARK }, '/email', 'format'],
  ['a name needs escaping', { 'a/b~c': { d: MARK } }, '/a~1b~0c/d', 'wrong-type'],
  ['a value fails after its transformation', { pipe: MARK }, '/pipe', 'wrong-type'],
  ['a field with a fallback fails', { fallback: { deep: MARK } }, '/fallback/deep', 'wrong-type'],
  ['a rule without a code fails', { custom: MARK }, '/custom', 'format'],
  ['a rule with a code fails', { coded: MARK }, '/coded', 'check-digit'],
  ['a field is null', { text: null }, '/text', 'wrong-type'],
]

describe('the problems of fields', () => {
  it.each(failures)('when %s: %j at %j is %s', (_name, raw, pointer, code) => {
    expect(problemsOf(raw)).toEqual([{ pointer, code, detail: expect.stringMatching(/^[A-Z].{5,}\.$/) as string }])
  })

  it.each(failures)('when %s never repeat what was sent', (_name, raw) => {
    expect(JSON.stringify(problemsOf(raw))).not.toMatch(/MARKED|987654|Abc/)
  })

  it('name what is required by its title', () => {
    const schema = z.object({ born: z.string().meta({ title: 'Date of birth' }), plain: z.string() })
    expect(problemsOf({}, schema).map(({ detail }) => detail)).toEqual([
      'Fill in "Date of birth": it is required.',
      'Fill in this field: it is required.',
    ])
  })

  it('have one entry for a field that fails twice', () => {
    const twice = z.object({ a: z.string().min(5).regex(/x/) })
    expect(problemsOf({ a: 'y' }, twice)).toHaveLength(1)
  })

  it('do not take a name of the prototype for a field', () => {
    const schema = z.object({ constructor: z.string(), toString: z.string() })
    expect(problemsOf({}, schema).map(({ code }) => code)).toEqual(['required', 'required'])
  })

  it('escape pointers as RFC 6901 has it', () => {
    expect(toPointer(['~1', 'a/b', 0, ''])).toBe('/~01/a~1b/0/')
  })
})
