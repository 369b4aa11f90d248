import { categoryByRule } from '../../../domain/analysis/category.ts'
import { valueOf } from '../../../domain/analysis/sectioned-form.ts'
import type { Conclusion } from '../../../domain/panel-work/panel-work.ts'
import type { CaseRecord } from '../../../schemas/api.ts'
import { actorView } from './history.ts'

/** A conclusion with what the form said then: a later review changes nothing of it. */
export const conclusionView = ({ form, ...concluded }: Conclusion): CaseRecord['conclusions'][number] => ({
  at: concluded.at,
  by: actorView(concluded.by),
  membersPresent: [...concluded.membersPresent],
  decidedBy: [...concluded.decidedBy],
  overrides: [...concluded.overrides],
  category: categoryByRule(valueOf(form, 'panelCategory'))?.category ?? null,
  modifiableFactors: valueOf(form, 'modifiableFactors')?.outcome ?? null,
  referral: valueOf(form, 'safeguarding') ?? null,
})
