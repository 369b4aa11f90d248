import fc from 'fast-check'
import { anonymiserOf, givenAwayOnForm } from '../../../../domain/anonymised-view/view.ts'
import { AnonymisedCaseSchema } from '../../../../schemas/anonymised-case.ts'
import { analysisOf, caseOf, viewOf } from '../../../support/anonymity/case-of.ts'
import { isEveryday, isSeenIn, leaksIn } from '../../../support/anonymity/leaks.ts'
import { plantedCase } from '../../../support/anonymity/planted-case.ts'

const reference = '0123-4567-89AB-CDEF'

describe('The view of any case', () => {
  it('leaks none of the identities that its record holds, however the free text disguises them', () => {
    fc.assert(
      fc.property(plantedCase(), ({ facts, work, form }) => {
        const recorded = caseOf([facts], { work })
        expect(leaksIn([viewOf(recorded), analysisOf(form, recorded)], [facts])).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('would be seen to leak each of them without the masks: the checker knows every disguise', () => {
    fc.assert(
      fc.property(plantedCase(), ({ facts, planted }) => {
        const telling = planted.filter((form) => !isEveryday(form))
        expect(telling.filter((form) => !isSeenIn(`Seen by ${form}.`, facts))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('has the shape that its schema describes', () => {
    fc.assert(
      fc.property(plantedCase(), ({ facts, work }) => {
        const recorded = caseOf([facts, facts], { work })
        const { case: known, events } = recorded
        const given = givenAwayOnForm(known, anonymiserOf(known, events))
        const view = { ...viewOf(recorded), reference, givenAwayOnForm: given }
        const sent = JSON.parse(JSON.stringify(view)) as unknown
        expect(AnonymisedCaseSchema.parse(sent)).toEqual(sent)
      }),
      { numRuns: 100 },
    )
  })
})
