import { compareCategories } from '../../domain/analysis/category.ts'
import { doubtsAboutIcd10 } from '../../domain/analysis/icd10.ts'
import { groundInWords, groundsForReferral } from '../../domain/analysis/safeguarding.ts'
import { valueOf, type Section, type Written } from '../../domain/analysis/sectioned-form.ts'
import type { Person } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import type { Conclusion } from '../../domain/panel-work/panel-work.ts'
import { obstaclesSoFar } from '../../domain/review/conclusion.ts'
import { refusalToWrite, sections } from '../../domain/review/editing.ts'
import type { AnalysisView, SectionView } from '../../schemas/analysis/analysis-api.ts'
import type { AnalysisValue } from '../../schemas/analysis/analysis-edits.ts'
import type { AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import { CATEGORIES, CATEGORY_GUIDANCE, type CategoryOfDeath } from '../../schemas/analysis/categories.ts'
import { showReference } from '../../schemas/reference.ts'
import { CATEGORIES_OF_DEATH } from '../../schemas/value-sets.ts'
import { conclusionView } from '../shared/views/conclusion.ts'

/** The analysis form of a case as this person sees it. */
export function analysisView(known: Case, person: Person): AnalysisView {
  const { reference, version, work } = known
  const { form, conflicts } = work.review
  const panel = valueOf(form, 'panelCategory')
  const categories = compareCategories(valueOf(form, 'proposedCategory'), panel)
  const icd10 = valueOf(form, 'causeOfDeath')?.icd10
  const grounds = groundsForReferral(form, circumstancesOfCase(known).answers.abuseOrNeglect)
  return {
    reference: showReference(reference),
    version,
    stage: work.stage,
    formVersion: form.formVersion,
    sections: eachSection((section) => sectionView(known, section, person)),
    categories: {
      ...categories,
      onlyProposed: [...categories.onlyProposed],
      onlyPanel: [...categories.onlyPanel],
    },
    icd10Doubts: icd10 === undefined ? [] : doubtsAboutIcd10(icd10, categories.panel?.category),
    referral: {
      grounds: grounds.map((code) => ({ code, text: groundInWords(code) })),
      decided: valueOf(form, 'safeguarding') ?? null,
    },
    obstacles: obstaclesSoFar(known),
    conflicts: conflicts.filter(({ withdrawn }) => !withdrawn).map(({ subject, at }) => ({ subject, at })),
    conclusions: work.conclusions.map((one) => ({ ...conclusionView(one), form: formThen(one) })),
    guidance: Object.fromEntries(CATEGORIES.map((category) => [category, guidanceOf(category)])) as Guidance,
  }
}

type Guidance = AnalysisView['guidance']

const guidanceOf = (category: CategoryOfDeath): Guidance[CategoryOfDeath] => ({
  ...CATEGORIES_OF_DEATH[category],
  ...CATEGORY_GUIDANCE[category],
})

const eachSection = <T>(view: (section: AnalysisSection) => T) =>
  Object.fromEntries(sections.map((section) => [section, view(section)])) as Record<AnalysisSection, T>

/** A section with every text that somebody still has to choose between. */
export function sectionView(known: Case, section: AnalysisSection, person: Person): SectionView {
  const found: Section<AnalysisValue> | undefined = known.work.review.form.sections[section]
  return {
    version: found?.version ?? 0,
    current: found ? textView(found.current) : null,
    alternatives: found?.alternatives.map(textView) ?? [],
    mayWrite: refusalToWrite(known, person, section) === undefined,
  }
}

export const textView = ({ value, by, at, version }: Written<AnalysisValue>) => ({ value, by, at, version })

/** What the form said at a conclusion, without who wrote what. */
const formThen = ({ form }: Conclusion): AnalysisView['conclusions'][number]['form'] =>
  Object.fromEntries(sections.map((section) => [section, valueOf(form, section)]))
