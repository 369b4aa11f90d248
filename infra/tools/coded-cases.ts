import * as z from 'zod'
import { areasOf, withAreas } from '../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../domain/disclosure/catalogue-v1.ts'
import { placesOf, UncountableCaseError, type CodedCase } from '../../domain/disclosure/count.ts'
import { yearOf } from '../../domain/disclosure/periods.ts'
import { CivilDateSchema } from '../../schemas/calendar.ts'
import type { Cohort } from '../../schemas/statistics/catalogue.ts'

const FileSchema = z.array(
  z.strictObject({
    reference: z.string().min(1).max(60),
    area: z.string(),
    countsOn: CivilDateSchema,
    values: z.record(z.string(), z.string()),
  }),
)

/**
 * Reads coded cases, as `npm run generate-statistics` writes them. Every one of them fits the catalogue: what does not would stop a
 * release years later.
 * @throws for a file of another form, a reference that comes twice, and a case that cannot be counted; says which, by its place
 */
export function readCodedCases(text: string, cohort: Cohort): readonly CodedCase[] {
  const cases = FileSchema.parse(JSON.parse(text))
  const seen = new Set<string>()
  const catalogues = new Map<number, Parameters<typeof placesOf>[1]>()
  for (const [position, coded] of cases.entries()) {
    if (seen.has(coded.reference)) throw new Error(`Case ${position + 1} has the reference of an earlier one.`)
    seen.add(coded.reference)
    const start = startOfYear(coded.countsOn)
    const known = catalogues.get(start) ?? catalogueOfYear(start, cohort)
    catalogues.set(start, known)
    try {
      placesOf(coded, known)
    } catch (fault) {
      if (!(fault instanceof UncountableCaseError)) throw fault
      throw new Error(`Case ${position + 1} cannot be counted. ${fault.message}`, { cause: fault })
    }
  }
  return cases
}

/** The year from 1 April that a day lies in. */
const startOfYear = (day: string) => Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0)

function catalogueOfYear(start: number, cohort: Cohort) {
  const periods = [withAreas(yearOf(start))]
  return { catalogue: catalogueOf(cohort, areasOf(periods)), periods }
}
