import * as z from 'zod'
import {
  ANALYSIS_SECTIONS,
  AnalysisFormSchema,
  AnalysisSectionsSchema,
  FormerAnalysisSectionsSchema,
} from '../../../../schemas/analysis/analysis-form.ts'
import { CATEGORIES, CATEGORY_GUIDANCE } from '../../../../schemas/analysis/categories.ts'
import { ANALYSIS_FORM_VERSIONS, CURRENT_ANALYSIS_FORM } from '../../../../schemas/analysis/form-versions.ts'
import { Icd10Schema } from '../../../../schemas/analysis/icd10.ts'
import { RecommendationActSchema, RegisteredRecommendationSchema } from '../../../../schemas/analysis/recommendation.ts'
import { readAs } from '../../../../schemas/field-problems.ts'
import { fieldsOf, inputSchemaOf } from '../../../support/json-schema.ts'

const read = (body: object) => readAs(AnalysisFormSchema, { formVersion: CURRENT_ANALYSIS_FORM, ...body })
const problems = (body: object) => {
  const reading = read(body)
  return reading.ok ? [] : reading.errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

const withFactor = (factor: object) => ({
  child: { factors: [{ text: 'Invented factor', relevance: '2', modifiable: 'no', ...factor }] },
})

describe('the analysis form', () => {
  it('may have every section missing, because a conclusion and not the form asks for them', () => {
    expect(read({})).toEqual({ ok: true, value: { formVersion: CURRENT_ANALYSIS_FORM } })
  })

  it('has the four domains of its version, and sections of the same names as the schema', () => {
    expect(ANALYSIS_SECTIONS).toHaveLength(14)
    for (const domain of Object.keys(ANALYSIS_FORM_VERSIONS[CURRENT_ANALYSIS_FORM].domains))
      expect(Object.keys(AnalysisSectionsSchema.shape)).toContain(domain)
    for (const domain of Object.keys(ANALYSIS_FORM_VERSIONS['analysis/before-2018'].domains))
      expect(Object.keys(FormerAnalysisSectionsSchema.shape)).toContain(domain)
    for (const version of Object.values(ANALYSIS_FORM_VERSIONS)) expect(Object.keys(version.domains)).toHaveLength(4)
  })

  it.each([
    ['analysis/2026-11', 'serviceProvision', ['0', '1', '2']],
    ['analysis/before-2018', 'serviceProvision', ['0', '1', '1*', '2', '3']],
  ])('%s takes its own scale of relevance and no other', (formVersion, domain, scale) => {
    for (const relevance of ['', '0', '1', '1*', '2', '3', '4', 2]) {
      const factor = { text: 'Invented factor', relevance, modifiable: 'no' }
      const { success } = AnalysisFormSchema.safeParse({ formVersion, [domain]: { factors: [factor] } })
      expect([relevance, success]).toEqual([relevance, scale.includes(relevance as string)])
    }
  })

  it('asks of every factor whether it is modifiable, with not known as an answer', () => {
    for (const modifiable of ['yes', 'no', 'not-known']) expect(problems(withFactor({ modifiable }))).toEqual([])
    expect(problems(withFactor({ modifiable: undefined }))).toEqual(['/child/factors/0/modifiable required'])
    expect(problems(withFactor({ text: ' ' }))).toEqual(['/child/factors/0/text empty'])
  })

  it.each([
    [{ reasonable: ['3', '9'], choice: '9' }, []],
    [{ reasonable: ['3', '9'], choice: '5' }, ['/panelCategory/choice contradiction']],
    [{ reasonable: ['3', '3'] }, ['/panelCategory/reasonable contradiction']],
    [{ reasonable: [] }, ['/panelCategory/reasonable too-few']],
    [{ reasonable: ['11'] }, ['/panelCategory/reasonable/0 not-a-choice']],
    [{ reasonable: ['not-known'] }, ['/panelCategory/reasonable/0 not-a-choice']],
  ])('reads the category %j', (panelCategory, expected) => {
    expect(problems({ panelCategory })).toEqual(expected)
  })

  it('gives guidance to each of the ten categories', () => {
    expect(CATEGORIES).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(Object.keys(CATEGORY_GUIDANCE)).toEqual([...CATEGORIES])
  })
})

describe('every field', () => {
  const fields = [
    ...[AnalysisSectionsSchema, FormerAnalysisSectionsSchema, RegisteredRecommendationSchema, RecommendationActSchema]
      .map(inputSchemaOf)
      .flatMap((schema) => fieldsOf(schema)),
  ].filter(({ path }) => path.at(-1) !== 0 && path.at(-1) !== 'act')

  it('has a title, and every field that is answered a source', () => {
    const isAnswered = (schema: object) => !('properties' in schema) || 'source' in schema
    const untitled = fields.filter(({ schema }) => schema.title === undefined)
    const unsourced = fields.filter(({ schema }) => isAnswered(schema) && !('source' in schema))
    expect([...untitled, ...unsourced].map(({ path }) => path.join('.'))).toEqual([])
  })

  it('never speaks of preventing, as a judgement of the death', () => {
    const words = JSON.stringify([
      z.toJSONSchema(AnalysisFormSchema, { io: 'input' }),
      CATEGORY_GUIDANCE,
      ANALYSIS_FORM_VERSIONS,
    ])
    expect(words).not.toMatch(/preventab/i)
  })
})

describe('an ICD-10 code', () => {
  it.each([
    ['J45.9', 'J45.9'],
    ['j459', 'J45.9'],
    [' r95 ', 'R95'],
    ['A17.0†', 'A17.0'],
    ['G01*', 'G01'],
    ['U071', 'U07.1'],
    ['J45.', 'J45'],
    ['S06.51', 'S06.51'],
  ])('%s is written %s', (typed, code) => {
    expect(Icd10Schema.parse(typed)).toBe(code)
  })

  it.each(['', 'J4', 'J45.999', '45.9', 'J45-9', 'asthma', 'JJ5.9'])('%s is none', (typed) => {
    expect(Icd10Schema.safeParse(typed).success).toBe(false)
  })
})
