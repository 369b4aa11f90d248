import { AlertSchema } from '../../schemas/alert.ts'

const [example] = AlertSchema.meta()?.['examples'] as [Record<string, unknown>]

describe('An alert', () => {
  it('has an example that is one', () => {
    expect(AlertSchema.parse(example)).toEqual(example)
  })

  it.each(['childName', 'nhsNumber', 'dateOfBirth', 'postcode', 'note'])('can carry no %s', (field) => {
    expect(AlertSchema.safeParse({ ...example, [field]: 'x' }).success).toBe(false)
  })
})
