import type * as z from 'zod'
import { ReportingFormSchema } from '../supplementary/reporting-form.ts'
import { supplementaryForms } from '../supplementary/supplementary-forms.ts'
import type { Part } from '../supplementary/question.ts'
import type { AgencyFormCode } from './codes.ts'

const forms: Readonly<Record<AgencyFormCode, z.ZodObject>> = { reporting: ReportingFormSchema, ...supplementaryForms }

const isSection = (field: string) => field !== 'form' && field !== 'formVersion'

/** The sections of a form that an agency fills in, by name and in their order. */
export const sectionsOf = (form: AgencyFormCode): Readonly<Record<string, Part>> =>
  Object.fromEntries(Object.entries(forms[form].shape).filter(([field]) => isSection(field)))
