import fc from 'fast-check'
import * as z from 'zod'
import { readAs } from '../../../../schemas/field-problems.ts'
import { SUPPLEMENTARY_FORMS } from '../../../../schemas/supplementary/form-list.ts'
import { conditionOf, isAsked, SUPPLEMENTARY_VERSION, type Part } from '../../../../schemas/supplementary/question.ts'
import { ReportingFormSchema } from '../../../../schemas/supplementary/reporting-form.ts'
import { SupplementaryFormSchema, supplementaryForms } from '../../../../schemas/supplementary/supplementary-forms.ts'
import { fieldsOf, inputSchemaOf } from '../../../support/json-schema.ts'

const allForms: [string, z.ZodObject][] = [...Object.entries(supplementaryForms), ['reporting', ReportingFormSchema]]

const partsOf = (form: z.ZodObject) =>
  Object.entries(form.shape as Record<string, z.ZodType>).flatMap(([name, schema]) =>
    schema instanceof z.ZodOptional ? [{ name, part: (schema as Part).unwrap() }] : [],
  )
const parts = allForms.flatMap(([form, schema]) => partsOf(schema).map((one) => ({ form, ...one })))
const questionsOf = (part: z.ZodObject) => Object.entries(part.shape) as [string, z.ZodType][]

/** The choices of a question; those of its items for a list. */
const offeredBy = (question: z.ZodType) => {
  const { enum: choices, items } = inputSchemaOf(question)
  return choices ?? items?.enum ?? []
}

const drowning = (event: object) => readAs(SupplementaryFormSchema, { form: 'drowning', event })

describe('the supplementary forms', () => {
  it('are those of the list, each read by its own name and with its version', () => {
    expect(Object.keys(supplementaryForms)).toEqual(Object.keys(SUPPLEMENTARY_FORMS))
    for (const form of Object.keys(supplementaryForms))
      expect(readAs(SupplementaryFormSchema, { form })).toEqual({
        ok: true,
        value: { form, formVersion: SUPPLEMENTARY_VERSION },
      })
  })

  it('offer neonatal herpes among infections, and the stages of the care pathway one by one', () => {
    const { infections } = supplementaryForms['delivery-suite-neonatal-unit'].shape.neonatalCare.unwrap().shape
    expect(offeredBy(infections)).toContain('neonatal-herpes')
    expect(conditionOf(infections)).toEqual({ question: 'infection', is: ['yes'] })
    const carePathway = { form: 'care-pathway', transport: { involved: 'yes', care: 'Taken by ambulance.' } }
    expect(readAs(SupplementaryFormSchema, carePathway).ok).toBe(true)
  })

  it.each(allForms)('%s: every part and question has a title, every question a source', (_code, schema) => {
    const fields = fieldsOf(inputSchemaOf(schema)).filter(({ path }) => path.at(-1) !== 0)
    expect(fields.filter((one) => one.schema.title === undefined).map(({ path }) => path)).toEqual([])
    const questions = fields.filter(({ path }) => path.length === 2)
    expect(questions.length).toBeGreaterThan(2)
    expect(questions.filter((one) => !('source' in one.schema)).map(({ path }) => path)).toEqual([])
    for (const { schema: question } of questions) expect(question.examples).toHaveLength(1)
  })

  it('never speak of preventing, as a judgement of the death', () => {
    for (const [, schema] of allForms) expect(JSON.stringify(inputSchemaOf(schema))).not.toMatch(/preventab/i)
  })
})

describe('conditions', () => {
  it.each(parts)('$form, $name: depend on an earlier question and on answers that it offers', ({ part }) => {
    const questions = questionsOf(part)
    questions.forEach(([, question], place) => {
      const condition = conditionOf(question)
      if (!condition) return
      const earlier = questions.slice(0, place).find(([name]) => name === condition.question)
      expect(earlier).toBeDefined()
      expect(offeredBy(earlier![1])).toEqual(expect.arrayContaining([...condition.is]))
      expect(inputSchemaOf(question)).toMatchObject({ askedWhen: condition })
    })
  })

  it('hold for one of several answers, and through a chain of questions', () => {
    const poisoning = supplementaryForms.poisoning.shape.event.unwrap()
    expect(isAsked(poisoning, 'alarm', { substances: ['alcohol', 'gas'] })).toBe(true)
    expect(isAsked(poisoning, 'alarm', { substances: ['alcohol'] })).toBe(false)
    const sleep = supplementaryForms['sudden-unexpected-death'].shape.sleep.unwrap()
    expect(isAsked(sleep, 'sharedAfterAlcoholOrDrugs', { diedAsleep: 'yes', shared: 'yes' })).toBe(true)
    expect(isAsked(sleep, 'sharedAfterAlcoholOrDrugs', { diedAsleep: 'no', shared: 'yes' })).toBe(false)
    expect(isAsked(sleep, 'noSuchQuestion', {})).toBe(false)
  })

  it('refuse an answer to a question that is not asked, at that question, without repeating it', () => {
    expect(drowning({ water: 'bath', bathSeat: 'yes' }).ok).toBe(true)
    expect(drowning({ water: 'sea', bathSeat: 'yes', lifeguard: 'no' })).toEqual({
      ok: false,
      errors: [
        {
          pointer: '/event/bathSeat',
          code: 'contradiction',
          detail: expect.stringContaining('Leave this out') as string,
        },
      ],
    })
  })

  it('ask what bereavement support was offered only where some was', () => {
    const answers = (offered: string) => ({
      serviceProvision: { bereavementSupportOffered: offered, bereavementSupport: 'Visits.' },
    })
    expect(readAs(ReportingFormSchema, answers('yes')).ok).toBe(true)
    expect(readAs(ReportingFormSchema, answers('no')).ok).toBe(false)
  })
})

describe('any answers to the questions that are asked', () => {
  const answersOf = (part: z.ZodObject) =>
    fc
      .tuple(
        ...questionsOf(part).map(([, question]) => {
          const { type, examples } = z.toJSONSchema(question, { io: 'input' })
          const choices = offeredBy(question)
          const one = choices.length > 0 ? fc.constantFrom<unknown>(...choices) : fc.constant<unknown>(examples?.[0])
          return fc.option(type === 'array' ? one.map((choice) => [choice]) : one, { nil: undefined })
        }),
      )
      .map((given) => {
        const answers: Record<string, unknown> = {}
        questionsOf(part).forEach(([name], place) => {
          if (given[place] !== undefined && isAsked(part, name, answers)) answers[name] = given[place]
        })
        return answers
      })

  it('are read as they were given', () => {
    for (const { part } of parts)
      fc.assert(
        fc.property(answersOf(part), (answers) => {
          expect(part.parse(answers)).toEqual(answers)
        }),
        { numRuns: 20 },
      )
  })
})
