/** A table as tidy CSV: an example of its first lines. */
export const tableCsv = [
  'period_start,period_end,cohort_basis,geography_level,geography_code,geography_name,dimension,dimension_value,measure,value,shorthand,as_of',
  '2025-04-01,2026-03-31,deathsNotified,region,E12000004,East Midlands,Expected or unexpected,Unexpected,count,84,,2026-07-01',
  '2025-04-01,2026-03-31,deathsNotified,panel,northamptonshire,Northamptonshire,Expected or unexpected,Not known,count,,[c],2026-07-01',
  '',
].join('\r\n')
