import type { ActionName } from '../../../../../schemas/panel-work/codes.ts'
import type { CaseAct } from './case-act.ts'
import { course } from './course.ts'
import { family } from './family.ts'
import { forms } from './forms.ts'
import { whose } from './whose.ts'

/** All that has a form on the pages of a case, by the name that the API gives it. What only members do stands on theirs. */
export const caseActs: Partial<Readonly<Record<ActionName, CaseAct>>> = { ...course, ...whose, ...family, ...forms }
