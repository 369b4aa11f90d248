import { FORM_VERSIONS } from '../../../../schemas/notification/notification.ts'
import type { CivilDate } from '../../../../schemas/calendar.ts'
import { anonymiserOf, givenAwayOnForm } from '../../../../domain/anonymised-view/view.ts'
import type { Decided } from '../../../../domain/case/events.ts'
import type { AnalysisSection, AnalysisSections } from '../../../../schemas/analysis/analysis-form.ts'
import { sectionText } from '../../../support/builders/analysis.ts'
import { aNotification, type Overrides } from '../../../support/builders/notification.ts'
import { analysisOf, caseOf, viewOf, type History } from '../../../support/anonymity/case-of.ts'

const request = { key: 'key', bodyHash: 'hash' }
const view = (overrides: Overrides, history: History = {}) => viewOf(caseOf([aNotification(overrides)], history))
const keyWorker: Decided = {
  type: 'KeyWorkerNamed',
  happened: { request, keyWorker: { name: 'Ines Pretend', role: 'Bereavement nurse', contact: '01632 960777' } },
}

describe('The anonymised view', () => {
  it.each([
    ['2026-03-09', '2026-03-09', 'under 1 day'],
    ['2026-03-01', '2026-03-09', '8 days'],
    ['2026-01-01', '2026-03-09', '9 weeks'],
    ['2020-03-10', '2026-03-09', '5 years'],
    ['2020', '2026-03-09', '5 to 6 years'],
    ['not-known', '2026-03-09', 'not known'],
  ])('says of a child born %s who died %s the age: %s', (dateOfBirth, dateOfDeath, age) => {
    expect(view({ child: { dateOfBirth }, death: { dateOfDeath } })).toMatchObject({ ageAtDeath: age })
  })

  it('says the decile where the directory has one, and otherwise that it is not known', () => {
    expect(view({})).toMatchObject({ deprivationDecile: 3 })
    const residence = { kind: 'england', authority: 'E06000061', from: 'postcode' } as const
    expect(view({}, { residence })).toMatchObject({ deprivationDecile: 'not-known' })
    expect(view({}, { residence: { kind: 'not-known' } })).toMatchObject({
      deprivationDecile: 'not-known',
      residence: 'not-known',
    })
  })

  it('holds no field in which an identity could stand', () => {
    const shown = JSON.stringify(view({}))
    for (const field of [
      'name',
      'nhsNumber',
      'dateOfBirth',
      'dateOfDeath',
      'postcode',
      'address',
      'phone',
      'email',
      'organisation',
    ])
      expect(shown).not.toContain(`"${field}":`)
    expect(shown).toContain(FORM_VERSIONS[0])
  })

  it('still masks a name that was corrected later', () => {
    const recorded = caseOf([aNotification({ death: { circumstances: 'Zebulon was found at home.' } })], {
      work: [amended({ child: { name: { givenNames: 'Zebulon', familyName: 'Wrongname' } } })],
    })
    const corrected = caseOf([aNotification({ death: { circumstances: 'Zebulon was found at home.' } })], {
      work: [
        amended({ child: { name: { givenNames: 'Zebulon', familyName: 'Wrongname' } } }),
        amended({ child: { name: { givenNames: 'Thaddeus', familyName: 'Rightname' } } }),
      ],
    })
    for (const one of [recorded, corrected])
      expect(viewOf(one).facts.death.circumstances?.text).toBe('[name] was found at home.')
  })

  it('shows what the panel did, with what its texts give away masked', () => {
    const shown = view(
      { death: { dateOfDeath: '2026-03-09' } },
      {
        work: [
          keyWorker,
          { type: 'CasePlacedOnHold', happened: { request, hold: 'inquest', note: 'Ask Ines when it opens.' } },
          { type: 'FamilyQuestionLogged', happened: { request, number: 1, question: 'Why did Ms Pretend not ring?' } },
          { type: 'FamilyQuestionAnswered', happened: { request, number: 1, answer: 'Her number was 01632 960 777.' } },
        ],
      },
    )
    expect(shown).toMatchObject({
      keyWorker: { named: '1 day after death', role: { text: 'Bereavement nurse' } },
      holds: [{ hold: 'inquest', since: '1 day after death', note: { text: 'Ask [name] when it opens.' } }],
      familyQuestions: [
        { question: { text: 'Why did Ms [name] not ring?' }, answers: [{ text: 'Her number was [number].' }] },
      ],
      conclusions: [],
    })
  })

  it('says in which sections the form gives somebody away, as they are written', () => {
    const written = (section: AnalysisSection, value: AnalysisSections[AnalysisSection]): Decided => ({
      type: 'AnalysisSectionWritten',
      happened: sectionText(section, value),
    })
    const facts = { death: { dateOfDeath: '2026-03-09' } } as const
    const work = [
      written('caseSummary', { text: 'The child was ill for long.' }),
      written('family', { followUpPlan: 'Ms Pretend will be rung on 01632 960 777. Mr Sham was told.' }),
      written('panelCategory', { reasonable: ['7'], rationale: 'As Dr Feigned said.' }),
    ]
    const given = (history: History = {}) => {
      const { case: known, events } = caseOf([aNotification(facts)], history)
      return givenAwayOnForm(known, anonymiserOf(known, events))
    }
    expect(given({ work })).toEqual([
      {
        section: 'family',
        masked: [
          { kind: 'name', count: 2 },
          { kind: 'number', count: 1 },
        ],
      },
      { section: 'panelCategory', masked: [{ kind: 'name', count: 1 }] },
    ])
    expect(given({ work: work.slice(0, 1) })).toEqual([])
    expect(given()).toEqual([])
  })

  it('shows an analysis form with its codes as they are, its dates as intervals and its texts scanned', () => {
    const recorded = caseOf([aNotification({ death: { dateOfDeath: '2026-03-09' } })], { work: [keyWorker] })
    const shown = analysisOf(
      {
        formVersion: 'analysis/2026-11',
        meeting: {
          reviewedOn: '2026-06-08' as CivilDate,
          agenciesRepresented: ['police'],
          documentsAvailable: ['Note of I. Pretend'],
        },
        causeOfDeath: { text: 'Asthma', icd10: 'J45.9' },
        panelCategory: { reasonable: ['7'] },
      },
      recorded,
    )
    expect(shown).toEqual({
      formVersion: 'analysis/2026-11',
      meeting: {
        reviewedOn: '13 weeks after death',
        agenciesRepresented: ['police'],
        documentsAvailable: [{ text: 'Note of [name]', masked: [{ kind: 'name', count: 1 }] }],
      },
      causeOfDeath: { text: { text: 'Asthma', masked: [] }, icd10: 'J45.9' },
      panelCategory: { reasonable: ['7'] },
    })
  })
})

function amended(amendment: Extract<Decided, { type: 'FactsAmended' }>['happened']['amendment']): Decided {
  return {
    type: 'FactsAmended',
    happened: {
      notificationReference: '0123456789ABCDEF' as never,
      request,
      amendment,
      residence: { kind: 'not-known' },
    },
  }
}
