import type { AnalysisView, SectionView } from '../../../../schemas/analysis/analysis-api.ts'
import type { AnonymisedCase, MaskKind } from '../../../../schemas/anonymised-case.ts'
import type { CategoryOfDeath } from '../../../../schemas/analysis/categories.ts'
import { HOLD_REASONS } from '../../../../schemas/panel-work/codes.ts'
import { MODIFIABLE_FACTORS } from '../../../../schemas/analysis/modifiable-factors.ts'
import { CATEGORIES_OF_DEATH } from '../../../../schemas/value-sets.ts'
import { mayEver } from '../../../../domain/access/access.ts'
import { stagesAfter } from '../../../../domain/panel-work/stages.ts'
import type { Page, PageRequest, Shown } from '../../page.ts'
import { everySection, parts } from '../../questions/analysis/all.ts'
import { stageWords } from '../../words/panel.ts'
import { dayAndTime } from '../../words/times.ts'
import { inSight } from './in-sight.ts'
import { referenceOf } from './review-of.ts'

/** The analysis form as a list: what is written, what has to be chosen, what stands in the way of concluding. */
export const analysisForm: Page = {
  path: '/review/{reference}/form',
  for: 'read-analysis',
  get: async (request, deps) => {
    const [sight, given] = await Promise.all([inSight<AnalysisView>(request, 'analysis', deps), givenAway(request)])
    return 'seen' in sight ? formListed(sight.seen, given, request) : sight.instead
  },
}

type GivenAway = AnonymisedCase['givenAwayOnForm']

/**
 * Where the form gives an identity away, for whoever prepares it: members read it as it is written. Nothing for anybody else;
 * `not-checked` where the service could not look just now, for silence would be taken for its being clean.
 */
async function givenAway(request: PageRequest): Promise<GivenAway | 'not-checked' | undefined> {
  if (!mayEver(request.person, 'read-case')) return undefined
  const answer = await request.api.get<AnonymisedCase>(`/cases/${referenceOf(request)}/anonymised`)
  return answer.ok ? answer.body.givenAwayOnForm : 'not-checked'
}

function givenAwayShown(given: GivenAway | 'not-checked' | undefined, { reference, sections }: AnalysisView) {
  const isEmpty = Object.values(sections).every(({ current }) => current === null)
  if (given === undefined || isEmpty) return undefined
  if (given === 'not-checked') return { isChecked: false, sections: [] }
  const titles = new Map(everySection.map(({ section, title }) => [section, title]))
  return {
    isChecked: true,
    sections: given.map(({ section, masked }) => ({
      href: `/review/${reference}/form/${section}`,
      title: titles.get(section),
      what: masked.map(({ kind }) => MASKS_IN_WORDS[kind]).join(', '),
    })),
  }
}

const MASKS_IN_WORDS: Readonly<Record<MaskKind, string>> = {
  name: 'a name',
  date: 'a date',
  time: 'a time',
  place: 'a place',
  number: 'a number',
  contact: 'an e-mail or web address',
}

const may = (action: 'conclude' | 'reopen', view: AnalysisView, { person }: PageRequest) =>
  mayEver(person, 'work-case') && typeof stagesAfter(action, view.stage, person.roles) !== 'string'

function formListed(view: AnalysisView, given: GivenAway | 'not-checked' | undefined, request: PageRequest): Shown {
  const { reference, sections, categories, obstacles, conclusions, stage } = view
  return {
    view: 'review/form.njk',
    title: `Analysis form of case ${reference}`,
    shows: {
      reference,
      stage: stageWords[stage],
      givenAway: givenAwayShown(given, view),
      parts: parts.map((part) => ({
        title: part.title,
        sections: part.sections.map(({ section, title }) => ({
          href: `/review/${reference}/form/${section}`,
          title,
          ...standing(sections[section], request),
        })),
      })),
      category: {
        proposed: categories.proposed && inWords(categories.proposed.category),
        panel: categories.panel && inWords(categories.panel.category),
        agreement: categories.agreement,
      },
      obstacles: obstacles.map(({ needed, section }) => ({
        needed,
        href: section === undefined ? undefined : `/review/${reference}/form/${section}`,
      })),
      isBeforePanel: stage === 'ready-for-panel' || stage === 'listed',
      mayConclude: may('conclude', view, request),
      mayReopen: may('reopen', view, request),
      conclusions: conclusions.map((one) => ({
        at: dayAndTime(one.at, request.now),
        category: one.category === null ? undefined : inWords(one.category),
        modifiable: one.modifiableFactors === null ? undefined : MODIFIABLE_FACTORS[one.modifiableFactors].label,
        overrides: one.overrides.map(({ hold, reason }) => ({ hold: HOLD_REASONS[hold].label, reason })),
      })),
    },
  }
}

const inWords = (category: CategoryOfDeath) => `${category}. ${CATEGORIES_OF_DEATH[category].label}`

function standing({ current, alternatives, mayWrite }: SectionView, { person, now }: PageRequest) {
  const isWritten = current !== null
  const by = current?.by === person.subject ? ' by you' : ''
  return {
    isWritten,
    isToChoose: alternatives.length > 0,
    mayWrite,
    note: current && `Saved ${dayAndTime(current.at, now)}${by}`,
  }
}
