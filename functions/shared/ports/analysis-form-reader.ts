import type { AnalysisForm } from '../../../schemas/analysis/analysis-form.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** The analysis form of a case so far; nothing before anyone has written on it. */
export interface AnalysisFormReader {
  formOf(reference: Reference): Promise<AnalysisForm | undefined>
}
