import type { Role } from '../../../schemas/access.ts'

/** Somebody who can sign in locally. Nobody of these exists. */
export interface DemoPerson {
  readonly key: string
  readonly name: string
  readonly roles: readonly Role[]
  /** `panel/<code>` or `region/<ONS code>`; left out for who serves no area. */
  readonly area?: string
}

const NORTHAMPTONSHIRE = 'panel/northamptonshire'
const NORTH_AND_SOUTH_OF_TYNE = 'panel/north-and-south-of-tyne'
/** ONS code of the East Midlands. */
const EAST_MIDLANDS = 'region/E12000004'

/** The demo people, in the order in which a death meets them. */
export const demoPeople: readonly DemoPerson[] = [
  { key: 'doctor', name: 'Dr Dana Doctor', roles: ['notifier', 'designated-doctor'], area: NORTHAMPTONSHIRE },
  { key: 'nurse', name: 'Nell Nurse', roles: ['notifier'], area: NORTHAMPTONSHIRE },
  { key: 'manager', name: 'Max Manager', roles: ['cdop-manager'], area: NORTHAMPTONSHIRE },
  { key: 'panel-member', name: 'Pia Panel-Member', roles: ['panel-member'], area: NORTHAMPTONSHIRE },
  { key: 'chair', name: 'Charlie Chair', roles: ['chair'], area: NORTHAMPTONSHIRE },
  { key: 'analyst', name: 'Ana Analyst', roles: ['analyst'], area: EAST_MIDLANDS },
  { key: 'statistics-lead', name: 'Stan Statistics-Lead', roles: ['statistics-lead'], area: EAST_MIDLANDS },
  { key: 'scrutineer', name: 'Sky Scrutineer', roles: ['scrutineer'], area: NORTHAMPTONSHIRE },
  { key: 'operator', name: 'Olly Operator', roles: ['operator'], area: NORTHAMPTONSHIRE },
  {
    key: 'doctor-tyne',
    name: 'Dr Tay Doctor-Tyne',
    roles: ['notifier', 'designated-doctor'],
    area: NORTH_AND_SOUTH_OF_TYNE,
  },
  { key: 'manager-tyne', name: 'Mo Manager-Tyne', roles: ['cdop-manager'], area: NORTH_AND_SOUTH_OF_TYNE },
]

export const demoPerson = (key: string): DemoPerson | undefined => demoPeople.find((person) => person.key === key)
