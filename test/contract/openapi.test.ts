import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { permissions } from '../../domain/access/access.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { generatedFiles } from '../../schemas/generated-files.ts'
import { openApiDocument } from '../../schemas/openapi.ts'
import { operations, type Operation } from '../../schemas/operations.ts'
import { ProblemSchema } from '../../schemas/problem-details.ts'
import { PROBLEMS } from '../../schemas/problem.ts'

interface Described {
  readonly operationId: string
  readonly security?: unknown[]
  readonly parameters?: readonly { name: string; in: string; required: boolean; description: string }[]
  readonly requestBody?: { content: Record<string, { examples: Record<string, { value: unknown }> }> }
  readonly responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: unknown }> }> }>
}
interface Document {
  readonly paths: Record<string, Record<string, Described>>
  readonly components: { schemas: Record<string, { description?: string }> }
}

const document = openApiDocument() as unknown as Document
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)
const all: readonly Operation[] = operations
const describedAs = ({ id }: Operation) => described.find(({ operationId }) => operationId === id)!

describe('the API description', () => {
  it('is valid OpenAPI 3.1, every reference resolved', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(openApiDocument())
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
    expect(JSON.stringify(validator.resolveRefs())).not.toContain('"$ref"')
  })

  it.each(Object.keys(generatedFiles()))(
    '%s in the repository is what the schemas say now: else run npm run generate',
    (name) => {
      const kept = readFileSync(new URL(`../../schemas/generated/${name}`, import.meta.url), 'utf8')
      expect(kept === generatedFiles()[name]).toBe(true)
    },
  )

  it('describes every operation once, under its method and path', () => {
    expect(described.map(({ operationId, method, path }) => [operationId, method, path])).toEqual(
      expect.arrayContaining(all.map(({ id, method, path }) => [id, method, path])),
    )
    expect(described).toHaveLength(all.length)
  })

  it.each(all.map((operation) => [operation.id, operation] as const))(
    '%s names every parameter of its path',
    (_id, operation) => {
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const { parameters = [] } = describedAs(operation)
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath)
      for (const parameter of parameters) {
        expect(parameter.description).toBeTruthy()
        if (parameter.in !== 'query') expect(parameter.required).toBe(true)
      }
    },
  )

  it.each(all.filter(({ request }) => request).map((operation) => [operation.id, operation] as const))(
    '%s has examples that its schema accepts, and asks people with an account for an Idempotency-Key',
    (_id, operation) => {
      const { requestBody, parameters = [] } = describedAs(operation)
      const examples = Object.values(requestBody!.content['application/json']!.examples)
      expect(examples.length).toBeGreaterThan(1)
      for (const { value } of examples) expect(readAs(operation.request!.schema, value)).toMatchObject({ ok: true })
      // An agency's acts name what they are based on, and a link opens once: sent again, they change nothing.
      if (operation.roles.length === 0) return
      expect(parameters).toContainEqual(
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
      )
    },
  )

  it('shows every problem of an operation under its status, with an example that is one', () => {
    for (const operation of all) {
      const { responses } = describedAs(operation)
      for (const kind of operation.problems) {
        const example = responses[PROBLEMS[kind].status]?.content?.['application/problem+json']?.examples?.[kind]
        expect(ProblemSchema.parse(example?.value)).toMatchObject({ type: `/problems/${kind}` })
      }
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']))
    }
  })

  it('lets only its own description and the forms of agencies be reached without a token', () => {
    const open = described.filter(({ security }) => security?.length === 0).map(({ operationId }) => operationId)
    expect(open).toEqual(['openFormLink', 'readForm', 'answerForm', 'describeApi'])
  })

  it.each([
    ['notifyDeath', 'notify-death'],
    ['amendNotification', 'amend-notification'],
    ['readOwnNotifications', 'read-own-notifications'],
    ['readOwnNotification', 'read-own-notifications'],
    ['readQueue', 'read-queue'],
    ['findCase', 'read-queue'],
    ['workCase', 'work-case'],
    ['readRecommendations', 'read-recommendations'],
    ['readAnalysis', 'read-analysis'],
    ['writeAnalysisSection', 'write-analysis'],
    ['chooseAnalysisText', 'write-analysis'],
    ['actOnRecommendation', 'act-on-recommendation'],
    ['readNotices', 'read-notices'],
    ['readCase', 'read-case'],
    ['readAnonymisedCase', 'read-anonymised-case'],
    ['printMeetingPack', 'print-pack'],
    ['printOutcomeLetter', 'print-outcome-letter'],
    ['recordClock', 'record-clock'],
    ['readCompliance', 'read-compliance'],
    ['readHistory', 'read-history'],
    ['readReadings', 'read-history'],
    ['planMeeting', 'run-meetings'],
    ['changeMeeting', 'run-meetings'],
    ['readMeetings', 'read-meetings'],
    ['readAgenda', 'read-meetings'],
    ['listReleases', 'read-statistics'],
    ['readRelease', 'read-statistics'],
    ['readReleaseFile', 'read-statistics'],
    ['pullTable', 'read-statistics'],
    ['readScorecard', 'read-statistics'],
    ['cutRelease', 'lead-statistics'],
    ['readReleaseAudit', 'lead-statistics'],
    ['publishRelease', 'lead-statistics'],
    ['withdrawRelease', 'lead-statistics'],
    ['readPanelReport', 'read-panel-report'],
    ['previewRelease', 'preview-statistics'],
  ] as const)('grants %s to the roles that may %s', (id, act) => {
    expect(all.find((operation) => operation.id === id)!.roles).toEqual(permissions[act].roles)
  })

  it('has none but synthetic NHS numbers', () => {
    const numbers = JSON.stringify(document).match(/\b\d{3} ?\d{3} ?\d{4}\b/g) ?? []
    for (const number of numbers) expect(number).toMatch(/^999/)
  })
})
