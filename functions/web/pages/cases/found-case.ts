import type { CaseRecord } from '../../../../schemas/api.ts'
import { found } from '../../found.ts'
import type { PageRequest } from '../../page.ts'

export const casePath = (reference = ''): `/cases/${string}` => `/cases/${encodeURIComponent(reference)}`

/** The case of the address, for those who work on it; the API records that it was read. */
export const foundCase = async ({ api, params }: PageRequest): Promise<CaseRecord> =>
  found(await api.get<CaseRecord>(casePath(params['reference'])))
