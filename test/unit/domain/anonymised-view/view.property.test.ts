import fc from 'fast-check'
import { anonymisedView } from '../../../../domain/anonymised-view/view.ts'
import { AnonymisedCaseSchema } from '../../../../schemas/anonymised-case.ts'
import { caseOf } from '../../../support/anonymity/case-of.ts'
import { isSeenIn, leaksIn } from '../../../support/anonymity/leaks.ts'
import { plantedNotification } from '../../../support/anonymity/planted-case.ts'

describe('The view of any case', () => {
  it('leaks none of the identities that its record holds, however the free text disguises them', () => {
    fc.assert(
      fc.property(plantedNotification(), ({ facts }) => {
        const view = anonymisedView(caseOf([facts]))
        expect(leaksIn(view, [facts])).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('would be seen to leak each of them without the masks: the checker knows every disguise', () => {
    fc.assert(
      fc.property(plantedNotification(), ({ facts, planted }) => {
        expect(planted.filter((form) => !isSeenIn(`Seen by ${form}.`, facts))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('has the shape that its schema describes', () => {
    fc.assert(
      fc.property(plantedNotification(), ({ facts }) => {
        const view = JSON.parse(JSON.stringify(anonymisedView(caseOf([facts, facts])))) as unknown
        expect(AnonymisedCaseSchema.parse(view)).toEqual(view)
      }),
      { numRuns: 100 },
    )
  })
})
