/**
 * Where each field was seen. Fields of the published forms were seen there; that a field is required, and whatever is marked
 * *from memory*, has to be verified against the current national form before it is relied on.
 */
export const MEMORY = 'From memory, to be verified against the current national form'
export const DERIVED = 'Derived from the Children Act 2004 s16M and the service itself'
export const DATASET = 'Child death notification dataset (published form)'
export const INITIAL_FORM = 'Initial notification form, Waltham Forest (published form)'
export const AGENCY_FORM = 'Agency report form, the former Form B (published form)'
export const NCMD_2021 = 'NCMD database updates, April 2021'
export const NCMD_2022 = 'NCMD form updates, April 2022'
export const NCMD_GUIDANCE = 'NCMD notification guidance'
