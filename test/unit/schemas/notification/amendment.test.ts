import { applyAmendment } from '../../../../domain/case/apply-amendment.ts'
import { amendmentExamples } from '../../../../schemas/notification/examples.ts'
import type { AmendmentInput } from '../../../../schemas/notification/notification.ts'
import { readAmendment } from '../../../../schemas/notification/read.ts'
import { aNotification } from '../../../support/builders/notification.ts'

const problemsOf = (raw: unknown) => {
  const reading = readAmendment(raw)
  return reading.ok ? [] : reading.errors.map(({ pointer, code }) => `${code} ${pointer}`)
}
const readOf = (raw: AmendmentInput) => {
  const reading = readAmendment(raw)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.value.document
}

describe('an amendment', () => {
  it.each(Object.entries(amendmentExamples))(
    'example %s is accepted, nothing of it unrecognised',
    (_name, { value }) => {
      expect(readAmendment(value)).toMatchObject({ ok: true, value: { unrecognised: { count: 0 } } })
    },
  )

  it('fills in nothing of its own', () => {
    expect(readOf({ answers: { externalCauses: 'yes' } })).toEqual({ answers: { externalCauses: 'yes' } })
  })

  it('leaves every answer as it was that it does not give', () => {
    const notified = aNotification({}, 'full')
    const amended = applyAmendment(notified, readOf({ answers: { lookedAfter: 'yes' }, child: { sexAtBirth: 'male' } }))
    expect(amended).toEqual({
      ...notified,
      answers: { ...notified.answers, lookedAfter: 'yes' },
      child: { ...notified.child, sexAtBirth: 'male' },
    })
  })

  it('replaces a list, a name and a residence as a whole', () => {
    const amended = applyAmendment(
      aNotification({}, 'full'),
      readOf({
        child: { name: { familyName: 'Othername' }, residence: { kind: 'not-known' } },
        agencies: [{ type: 'gp' }],
      }),
    )
    expect(amended.child).toMatchObject({ name: { familyName: 'Othername' }, residence: { kind: 'not-known' } })
    expect(amended.child.name).not.toHaveProperty('givenNames')
    expect(amended.agencies).toEqual([{ type: 'gp' }])
  })

  it.each<[string, unknown, string[]]>([
    ['nothing', {}, ['required ']],
    ['only the version it is based on', { basedOn: 1 }, ['required ']],
    ['no object', 'x', ['wrong-type ']],
    ['a wrong value', { child: { sexAtBirth: 'x' } }, ['not-a-choice /child/sexAtBirth']],
    ['half a residence', { child: { residence: { kind: 'postcode' } } }, ['required /child/residence/postcode']],
    ['a version of none', { basedOn: 0, child: {} }, ['out-of-range /basedOn']],
    [
      'a number and a reason for none',
      { child: { nhsNumber: '9990000018', nhsNumberAbsentReason: 'child-non-resident-in-england' } },
      ['contradiction /child/nhsNumberAbsentReason'],
    ],
    [
      'a decision without a reason',
      { designatedDoctorDecision: { expectedness: 'expected' } },
      ['required /designatedDoctorDecision/reason'],
    ],
    [
      'a decision about nothing',
      { designatedDoctorDecision: { reason: 'Because it was so clear.' } },
      ['required /designatedDoctorDecision'],
    ],
    [
      'a decision with hardly a reason',
      { designatedDoctorDecision: { expectedness: 'expected', reason: '  short  ' } },
      ['too-short /designatedDoctorDecision/reason'],
    ],
  ])('with %s is refused', (_name, raw, problems) => {
    expect(problemsOf(raw)).toEqual(problems)
  })
})
