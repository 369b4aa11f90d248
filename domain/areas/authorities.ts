import { addDays, type CivilDate } from '../calendar/civil-date.ts'

/** ONS codes of the nine regions of England. */
export const regions = {
  E12000001: 'North East',
  E12000002: 'North West',
  E12000003: 'Yorkshire and The Humber',
  E12000004: 'East Midlands',
  E12000005: 'West Midlands',
  E12000006: 'East of England',
  E12000007: 'London',
  E12000008: 'South East',
  E12000009: 'South West',
} as const
export type RegionCode = keyof typeof regions

/** An upper-tier local authority: a child death review partner for its area (Children Act 2004 s16Q). */
export interface Authority extends Effective {
  /** ONS code: E06 unitary, E08 metropolitan, E09 London borough, E10 county. */
  readonly code: string
  readonly name: string
  readonly region: RegionCode
}

/**
 * Upper-tier local authorities of England since 1 April 2018, by region.
 * Codes from memory, compared with public look-up lists; verify against the ONS Register of Geographic Codes.
 */
const register: Readonly<Record<RegionCode, Readonly<Record<string, string>>>> = {
  E12000001: {
    E06000001: 'Hartlepool',
    E06000002: 'Middlesbrough',
    E06000003: 'Redcar and Cleveland',
    E06000004: 'Stockton-on-Tees',
    E06000005: 'Darlington',
    E06000047: 'County Durham',
    E06000057: 'Northumberland',
    E08000021: 'Newcastle upon Tyne',
    E08000022: 'North Tyneside',
    E08000023: 'South Tyneside',
    E08000024: 'Sunderland',
    E08000037: 'Gateshead',
  },
  E12000002: {
    E06000006: 'Halton',
    E06000007: 'Warrington',
    E06000008: 'Blackburn with Darwen',
    E06000009: 'Blackpool',
    E06000049: 'Cheshire East',
    E06000050: 'Cheshire West and Chester',
    E06000063: 'Cumberland',
    E06000064: 'Westmorland and Furness',
    E08000001: 'Bolton',
    E08000002: 'Bury',
    E08000003: 'Manchester',
    E08000004: 'Oldham',
    E08000005: 'Rochdale',
    E08000006: 'Salford',
    E08000007: 'Stockport',
    E08000008: 'Tameside',
    E08000009: 'Trafford',
    E08000010: 'Wigan',
    E08000011: 'Knowsley',
    E08000012: 'Liverpool',
    E08000013: 'St. Helens',
    E08000014: 'Sefton',
    E08000015: 'Wirral',
    E10000006: 'Cumbria',
    E10000017: 'Lancashire',
  },
  E12000003: {
    E06000010: 'Kingston upon Hull, City of',
    E06000011: 'East Riding of Yorkshire',
    E06000012: 'North East Lincolnshire',
    E06000013: 'North Lincolnshire',
    E06000014: 'York',
    E06000065: 'North Yorkshire',
    E08000016: 'Barnsley',
    E08000017: 'Doncaster',
    E08000018: 'Rotherham',
    E08000019: 'Sheffield',
    E08000032: 'Bradford',
    E08000033: 'Calderdale',
    E08000034: 'Kirklees',
    E08000035: 'Leeds',
    E08000036: 'Wakefield',
    E08000038: 'Barnsley',
    E08000039: 'Sheffield',
    E10000023: 'North Yorkshire',
  },
  E12000004: {
    E06000015: 'Derby',
    E06000016: 'Leicester',
    E06000017: 'Rutland',
    E06000018: 'Nottingham',
    E06000061: 'North Northamptonshire',
    E06000062: 'West Northamptonshire',
    E10000007: 'Derbyshire',
    E10000018: 'Leicestershire',
    E10000019: 'Lincolnshire',
    E10000021: 'Northamptonshire',
    E10000024: 'Nottinghamshire',
  },
  E12000005: {
    E06000019: 'Herefordshire, County of',
    E06000020: 'Telford and Wrekin',
    E06000021: 'Stoke-on-Trent',
    E06000051: 'Shropshire',
    E08000025: 'Birmingham',
    E08000026: 'Coventry',
    E08000027: 'Dudley',
    E08000028: 'Sandwell',
    E08000029: 'Solihull',
    E08000030: 'Walsall',
    E08000031: 'Wolverhampton',
    E10000028: 'Staffordshire',
    E10000031: 'Warwickshire',
    E10000034: 'Worcestershire',
  },
  E12000006: {
    E06000031: 'Peterborough',
    E06000032: 'Luton',
    E06000033: 'Southend-on-Sea',
    E06000034: 'Thurrock',
    E06000055: 'Bedford',
    E06000056: 'Central Bedfordshire',
    E10000003: 'Cambridgeshire',
    E10000012: 'Essex',
    E10000015: 'Hertfordshire',
    E10000020: 'Norfolk',
    E10000029: 'Suffolk',
  },
  E12000007: {
    E09000001: 'City of London',
    E09000002: 'Barking and Dagenham',
    E09000003: 'Barnet',
    E09000004: 'Bexley',
    E09000005: 'Brent',
    E09000006: 'Bromley',
    E09000007: 'Camden',
    E09000008: 'Croydon',
    E09000009: 'Ealing',
    E09000010: 'Enfield',
    E09000011: 'Greenwich',
    E09000012: 'Hackney',
    E09000013: 'Hammersmith and Fulham',
    E09000014: 'Haringey',
    E09000015: 'Harrow',
    E09000016: 'Havering',
    E09000017: 'Hillingdon',
    E09000018: 'Hounslow',
    E09000019: 'Islington',
    E09000020: 'Kensington and Chelsea',
    E09000021: 'Kingston upon Thames',
    E09000022: 'Lambeth',
    E09000023: 'Lewisham',
    E09000024: 'Merton',
    E09000025: 'Newham',
    E09000026: 'Redbridge',
    E09000027: 'Richmond upon Thames',
    E09000028: 'Southwark',
    E09000029: 'Sutton',
    E09000030: 'Tower Hamlets',
    E09000031: 'Waltham Forest',
    E09000032: 'Wandsworth',
    E09000033: 'Westminster',
  },
  E12000008: {
    E06000035: 'Medway',
    E06000036: 'Bracknell Forest',
    E06000037: 'West Berkshire',
    E06000038: 'Reading',
    E06000039: 'Slough',
    E06000040: 'Windsor and Maidenhead',
    E06000041: 'Wokingham',
    E06000042: 'Milton Keynes',
    E06000043: 'Brighton and Hove',
    E06000044: 'Portsmouth',
    E06000045: 'Southampton',
    E06000046: 'Isle of Wight',
    E06000060: 'Buckinghamshire',
    E10000002: 'Buckinghamshire',
    E10000011: 'East Sussex',
    E10000014: 'Hampshire',
    E10000016: 'Kent',
    E10000025: 'Oxfordshire',
    E10000030: 'Surrey',
    E10000032: 'West Sussex',
  },
  E12000009: {
    E06000022: 'Bath and North East Somerset',
    E06000023: 'Bristol, City of',
    E06000024: 'North Somerset',
    E06000025: 'South Gloucestershire',
    E06000026: 'Plymouth',
    E06000027: 'Torbay',
    E06000028: 'Bournemouth',
    E06000029: 'Poole',
    E06000030: 'Swindon',
    E06000052: 'Cornwall',
    E06000053: 'Isles of Scilly',
    E06000054: 'Wiltshire',
    E06000058: 'Bournemouth, Christchurch and Poole',
    E06000059: 'Dorset',
    E06000066: 'Somerset',
    E10000008: 'Devon',
    E10000009: 'Dorset',
    E10000013: 'Gloucestershire',
    E10000027: 'Somerset',
  },
}

/** Which authority ended, the first day of its successors, and who they are. From memory, as the codes above. */
const changes: readonly (readonly [ended: string, on: string, successors: readonly string[]])[] = [
  ['E06000028', '2019-04-01', ['E06000058']],
  ['E06000029', '2019-04-01', ['E06000058']],
  // The district of Christchurch went to the first, the rest of the county to the second.
  ['E10000009', '2019-04-01', ['E06000058', 'E06000059']],
  ['E10000002', '2020-04-01', ['E06000060']],
  ['E10000021', '2021-04-01', ['E06000061', 'E06000062']],
  ['E10000006', '2023-04-01', ['E06000063', 'E06000064']],
  ['E10000023', '2023-04-01', ['E06000065']],
  ['E10000027', '2023-04-01', ['E06000066']],
  // New codes after a small exchange of land between the two.
  ['E08000016', '2025-04-01', ['E08000038']],
  ['E08000019', '2025-04-01', ['E08000039']],
]

const authoritiesByCode: ReadonlyMap<string, Authority> = new Map(
  (Object.keys(regions) as RegionCode[]).flatMap((region) =>
    Object.entries(register[region]).map(([code, name]) => [code, { code, name, region, ...inForce(code) }] as const),
  ),
)

function inForce(code: string): Effective {
  const from = changes.find(([, , successors]) => successors.includes(code))?.[1]
  const replaced = changes.find(([ended]) => ended === code)?.[1]
  return { ...(from && { from }), ...(replaced && { until: addDays(replaced as CivilDate, -1) }) }
}

/** From its first day to its last, both included; open on the side where none is given. */
export interface Effective {
  readonly from?: string
  readonly until?: string
}

export const isInForce = ({ from, until }: Effective, on: CivilDate): boolean =>
  (from === undefined || from <= on) && (until === undefined || on <= until)

/** Every authority that the register has known, ended ones included. */
export const allAuthorities: readonly Authority[] = [...authoritiesByCode.values()]

/** The authority with this ONS code, whether or not it still exists; `undefined` for a code the register does not know. */
export const authorityByCode = (code: string): Authority | undefined => authoritiesByCode.get(code)

/** The authority with this ONS code, if it exists on the day. */
export function authority(code: string, on: CivilDate): Authority | undefined {
  const known = authorityByCode(code)
  return known && isInForce(known, on) ? known : undefined
}

/** Every authority that exists on the day. */
export const authoritiesOn = (on: CivilDate): readonly Authority[] =>
  allAuthorities.filter((known) => isInForce(known, on))

/** ONS code of the region an authority lies in, also of one that has ended. */
export const regionOf = (code: string): RegionCode | undefined => authorityByCode(code)?.region

/** Codes of the authorities that took over from one that ended; none while it exists. */
export const successorsOf = (code: string): readonly string[] => changes.find(([ended]) => ended === code)?.[2] ?? []

/** Codes of the ended authorities whose area, or part of it, an authority took over. */
export const predecessorsOf = (code: string): readonly string[] =>
  changes.filter(([, , successors]) => successors.includes(code)).map(([ended]) => ended)
