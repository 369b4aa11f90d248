import { RULE_SET } from '../../../domain/disclosure/rule-set.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { HandMadeTable } from '../../../domain/disclosure/hand-made-table.ts'
import type { Plan } from '../../../domain/disclosure/protect.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { Catalogue, Characteristic, Period } from '../../../schemas/statistics/catalogue.ts'

/** Appendix 2 of the board's report for April 2018 to June 2019, as printed. Its categories are a local list. */
export const APPENDIX_2 = {
  deaths: 53,
  unexpected: 9,
  category: {
    title: 'Category',
    total: 9,
    numbers: {
      'Road Traffic Collision': 1,
      'Sudden Unexpected Death in Infancy': 2,
      'Medical reasons': 3,
      Homicide: 3,
      Unknown: 1,
    },
  },
  gender: { title: 'Gender', total: 9, numbers: { Male: 4, Female: 5 } },
  ethnicity: { title: 'Ethnicity', total: 9, numbers: { 'White British': 7, Mixed: 1, Asian: 1 } },
} satisfies Record<string, number | HandMadeTable>

const codeOf = (label: string) => label.toLowerCase().replaceAll(' ', '-')

const level: Characteristic['finest'] = { region: 'year' }

const local = (code: string, { title, numbers }: HandMadeTable): Characteristic => ({
  code,
  name: title,
  values: Object.keys(numbers).map((label) => ({
    code: codeOf(label),
    label,
    protected: label !== 'Unknown',
  })),
  rarestFirst: [],
  finest: level,
})

/** The fifteen months, with the county's deaths in two parts as the report has them; only these have breakdowns. */
const FIFTEEN_MONTHS: Period = {
  code: '2018-04-to-2019-06',
  length: 'year',
  from: '2018-04-01' as CivilDate,
  to: '2019-06-30' as CivilDate,
  within: null,
  nesting: { northamptonshire: null, unexpected: 'northamptonshire', expected: 'northamptonshire' },
}

const catalogue: Catalogue = {
  version: 1,
  cohort: 'deathsNotified',
  areas: [
    { code: 'northamptonshire', name: 'Northamptonshire', level: 'england', protected: true },
    { code: 'unexpected', name: 'Northamptonshire, unexpected', level: 'region', protected: true },
    { code: 'expected', name: 'Northamptonshire, expected', level: 'region', protected: true },
  ],
  characteristics: [
    {
      code: 'deaths',
      name: 'Deaths',
      values: [{ code: 'deaths', label: 'Deaths', protected: true }],
      rarestFirst: ['deaths'],
      finest: { england: 'year', region: 'year' },
    },
    local('category', APPENDIX_2.category),
    local('gender', APPENDIX_2.gender),
    local('ethnicity', APPENDIX_2.ethnicity),
  ],
  crossTables: [],
}

/** Labels of the values, as often as the report counts each. */
const listOf = ({ numbers }: HandMadeTable) =>
  Object.entries(numbers).flatMap(([label, count]) => new Array<string>(count).fill(codeOf(label)))

/** 53 made-up deaths. One of the nine must be in two of the printed categories; here it is in the first of them. */
const cases: readonly CodedCase[] = Array.from({ length: APPENDIX_2.deaths }, (_, index) => {
  const isUnexpected = index < APPENDIX_2.unexpected
  const of = (table: HandMadeTable) => listOf(table)[index] ?? codeOf(Object.keys(table.numbers)[index % 2] ?? '')
  return {
    reference: `made-up-${index}`,
    area: isUnexpected ? 'unexpected' : 'expected',
    countsOn: FIFTEEN_MONTHS.from,
    values: {
      category: of(APPENDIX_2.category),
      gender: of(APPENDIX_2.gender),
      ethnicity: of(APPENDIX_2.ethnicity),
    },
  }
})

export const NORTHAMPTONSHIRE: Plan = {
  id: 'northamptonshire-2018-19',
  catalogue,
  periods: [FIFTEEN_MONTHS],
  cases,
  ruleSet: RULE_SET,
  earlier: [],
  restated: new Set(),
}
