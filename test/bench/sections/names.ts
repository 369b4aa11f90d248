/** The bundle that every start is compared with. */
export const FLOOR = 'DynamoDB client alone'

/** The systems that are always compared. */
export const OURS = 'this service, local'
export const FASTIFY = 'Fastify + PostgreSQL'
