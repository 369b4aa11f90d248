import type { CivilDate } from '../calendar/civil-date.ts'
import {
  authority,
  authorityByCode,
  isInForce,
  predecessorsOf,
  successorsOf,
  type Authority,
  type Effective,
} from './authorities.ts'

/** A child death overview panel: it reviews on behalf of the partners of one or more authorities. */
export interface Panel {
  /** Stable short name, in addresses, tokens and queues. */
  readonly code: string
  /** Name of the area; the panel's full name adds "Child Death Overview Panel". */
  readonly name: string
}

/** Code, name, ONS codes covered, and when. A panel whose footprint changed has one row for each footprint. */
type Row = readonly [code: string, name: string, authorities: string, inForce?: Effective]

/**
 * Panels and the authorities they cover; of authorities that ended, the register says when.
 *
 * Two footprints rest on documents: Northamptonshire (the board's final report and the partnership's arrangements of
 * 2019; two unitary authorities since 2021), and North and South of Tyne (the Northumberland partnership's report for
 * April 2019 to September 2020 tells of its founding; the day, and the two panels before it, are illustrative).
 * All other footprints are illustrative, made to resemble England's panels: before live use, replace them with what each
 * area's child death review partners publish.
 */
const rows: readonly Row[] = [
  ['north-of-tyne', 'North of Tyne', 'E06000057 E08000021 E08000022', { until: '2020-03-31' }],
  ['south-of-tyne', 'South of Tyne', 'E08000023 E08000024 E08000037', { until: '2020-03-31' }],
  [
    'north-and-south-of-tyne',
    'North and South of Tyne',
    'E06000057 E08000021 E08000022 E08000023 E08000024 E08000037',
    { from: '2020-04-01' },
  ],
  ['durham-and-darlington', 'Durham and Darlington', 'E06000005 E06000047'],
  ['tees', 'Tees', 'E06000001 E06000002 E06000003 E06000004'],
  ['cumbria', 'Cumbria', 'E10000006 E06000063 E06000064'],
  ['pan-lancashire', 'Pan-Lancashire', 'E06000008 E06000009 E10000017'],
  ['merseyside', 'Merseyside', 'E08000011 E08000012 E08000013 E08000014 E08000015'],
  ['pan-cheshire', 'Pan-Cheshire', 'E06000006 E06000007 E06000049 E06000050'],
  ['bolton-salford-and-wigan', 'Bolton, Salford and Wigan', 'E08000001 E08000006 E08000010'],
  ['bury-oldham-and-rochdale', 'Bury, Oldham and Rochdale', 'E08000002 E08000004 E08000005'],
  ['manchester', 'Manchester', 'E08000003'],
  ['stockport-tameside-and-trafford', 'Stockport, Tameside and Trafford', 'E08000007 E08000008 E08000009'],
  ['north-yorkshire-and-york', 'North Yorkshire and York', 'E10000023 E06000065 E06000014'],
  ['bradford', 'Bradford', 'E08000032'],
  ['calderdale-and-kirklees', 'Calderdale and Kirklees', 'E08000033 E08000034'],
  ['leeds', 'Leeds', 'E08000035'],
  ['wakefield', 'Wakefield', 'E08000036'],
  ['south-yorkshire', 'South Yorkshire', 'E08000016 E08000017 E08000018 E08000019 E08000038 E08000039'],
  ['hull-and-east-riding', 'Hull and East Riding', 'E06000010 E06000011'],
  ['northern-lincolnshire', 'Northern Lincolnshire', 'E06000012 E06000013'],
  ['derby-and-derbyshire', 'Derby and Derbyshire', 'E06000015 E10000007'],
  ['leicester-leicestershire-and-rutland', 'Leicester, Leicestershire and Rutland', 'E06000016 E06000017 E10000018'],
  ['lincolnshire', 'Lincolnshire', 'E10000019'],
  ['northamptonshire', 'Northamptonshire', 'E10000021 E06000061 E06000062'],
  ['nottingham-and-nottinghamshire', 'Nottingham and Nottinghamshire', 'E06000018 E10000024'],
  ['birmingham', 'Birmingham', 'E08000025'],
  ['black-country', 'Black Country', 'E08000027 E08000028 E08000030 E08000031'],
  ['coventry-solihull-and-warwickshire', 'Coventry, Solihull and Warwickshire', 'E08000026 E08000029 E10000031'],
  ['herefordshire-and-worcestershire', 'Herefordshire and Worcestershire', 'E06000019 E10000034'],
  ['shropshire-telford-and-wrekin', 'Shropshire, Telford and Wrekin', 'E06000020 E06000051'],
  ['staffordshire-and-stoke-on-trent', 'Staffordshire and Stoke-on-Trent', 'E06000021 E10000028'],
  ['bedfordshire-and-luton', 'Bedfordshire and Luton', 'E06000032 E06000055 E06000056'],
  ['cambridgeshire-and-peterborough', 'Cambridgeshire and Peterborough', 'E06000031 E10000003'],
  ['essex-southend-and-thurrock', 'Essex, Southend and Thurrock', 'E06000033 E06000034 E10000012'],
  ['hertfordshire', 'Hertfordshire', 'E10000015'],
  ['norfolk', 'Norfolk', 'E10000020'],
  ['suffolk', 'Suffolk', 'E10000029'],
  ['city-and-hackney', 'City and Hackney', 'E09000001 E09000012'],
  [
    'newham-tower-hamlets-and-waltham-forest',
    'Newham, Tower Hamlets and Waltham Forest',
    'E09000025 E09000030 E09000031',
  ],
  ['barking-havering-and-redbridge', 'Barking and Dagenham, Havering and Redbridge', 'E09000002 E09000016 E09000026'],
  ['north-central-london', 'North Central London', 'E09000003 E09000007 E09000010 E09000014 E09000019'],
  [
    'north-west-london',
    'North West London',
    'E09000005 E09000009 E09000013 E09000015 E09000017 E09000018 E09000020 E09000033',
  ],
  ['south-east-london', 'South East London', 'E09000004 E09000006 E09000011 E09000022 E09000023 E09000028'],
  ['south-west-london', 'South West London', 'E09000008 E09000021 E09000024 E09000027 E09000029 E09000032'],
  ['berkshire', 'Berkshire', 'E06000036 E06000037 E06000038 E06000039 E06000040 E06000041'],
  ['buckinghamshire', 'Buckinghamshire', 'E10000002 E06000060'],
  ['milton-keynes', 'Milton Keynes', 'E06000042'],
  ['oxfordshire', 'Oxfordshire', 'E10000025'],
  [
    'hampshire-isle-of-wight-portsmouth-and-southampton',
    'Hampshire, Isle of Wight, Portsmouth and Southampton',
    'E06000044 E06000045 E06000046 E10000014',
  ],
  ['kent-and-medway', 'Kent and Medway', 'E06000035 E10000016'],
  ['surrey', 'Surrey', 'E10000030'],
  ['pan-sussex', 'Pan-Sussex', 'E06000043 E10000011 E10000032'],
  ['cornwall-and-isles-of-scilly', 'Cornwall and Isles of Scilly', 'E06000052 E06000053'],
  ['devon-plymouth-and-torbay', 'Devon, Plymouth and Torbay', 'E06000026 E06000027 E10000008'],
  ['pan-dorset', 'Pan-Dorset', 'E06000028 E06000029 E10000009 E06000058 E06000059'],
  ['gloucestershire', 'Gloucestershire', 'E10000013'],
  ['somerset', 'Somerset', 'E10000027 E06000066'],
  ['swindon-and-wiltshire', 'Swindon and Wiltshire', 'E06000030 E06000054'],
  ['west-of-england', 'West of England', 'E06000022 E06000023 E06000024 E06000025'],
]

const footprints = rows.map(([code, name, authorities, inForce = {}]) => ({
  panel: { code, name } satisfies Panel,
  authorities: authorities.split(' '),
  ...inForce,
}))

const footprintsOn = (on: CivilDate) => footprints.filter((footprint) => isInForce(footprint, on))

/** The panel with this code, whether or not it still sits. */
export const panelByCode = (code: string): Panel | undefined =>
  footprints.find(({ panel }) => panel.code === code)?.panel

/** Every panel that sits on the day. */
export const panelsOn = (on: CivilDate): readonly Panel[] => footprintsOn(on).map(({ panel }) => panel)

/** The authorities that a panel covers on the day. */
export const authoritiesOf = (panel: string, on: CivilDate): readonly Authority[] =>
  footprintsOn(on)
    .filter((footprint) => footprint.panel.code === panel)
    .flatMap((footprint) => footprint.authorities.flatMap((code) => authority(code, on) ?? []))

/**
 * The panel that covers an authority on the day. A directory may be older or newer than the day: an authority that does
 * not exist then is followed to its successors or predecessors, and has a panel if they all share one.
 * @param on the day on which the question is put: a review is the duty of today's panel, also for a death of last year
 */
export function panelFor(authorityCode: string, on: CivilDate): Panel | undefined {
  const sitting = footprintsOn(on)
  const [panel, ...others] = new Set(
    namesOn(authorityCode, on).map((code) => sitting.find(({ authorities }) => authorities.includes(code))?.panel),
  )
  return others.length === 0 ? panel : undefined
}

/** Codes that an authority's area goes by on the day. */
function namesOn(code: string, on: CivilDate): readonly string[] {
  const known = authorityByCode(code)
  if (!known || isInForce(known, on)) return known ? [code] : []
  const hasEnded = known.until !== undefined && known.until < on
  return (hasEnded ? successorsOf(code) : predecessorsOf(code)).flatMap((other) => namesOn(other, on))
}

/** Bodies on whose behalf a panel works, where a document tells (Northamptonshire's reports and press of June 2019). */
const accountable: Readonly<Record<string, readonly (Effective & { readonly name: string })[]>> = {
  northamptonshire: [
    { name: 'Northamptonshire Safeguarding Children Board', until: '2019-06-30' },
    { name: 'Northamptonshire Safeguarding Children Partnership', from: '2019-07-01' },
  ],
}

/** Name of the board or partnership on whose behalf a panel works on the day, where it is known. */
export const accountableBodyOf = (panel: string, on: CivilDate): string | undefined =>
  accountable[panel]?.find((body) => isInForce(body, on))?.name
