import type { PageRequest } from '../../page.ts'

/** The reference of the address, as it goes into other addresses. */
export const referenceOf = ({ params }: PageRequest): string => encodeURIComponent(params['reference'] ?? '')
