/**
 * The rival that a good team would build instead: Fastify and PostgreSQL, one round trip to the database for each request. It takes
 * a notification once for each key, lists a panel's open cases by due time and counts them. `server.ts <socket directory>`.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import { Pool } from 'pg'

const [host = ''] = process.argv.slice(2)
const pool = new Pool({ host, user: 'bench', database: 'postgres', max: 16 })
await pool.query({ text: readFileSync(new URL('schema.sql', import.meta.url), 'utf8') })

/** As many as England's year, so that both sides have something to look through. */
const FILLING = `
  insert into cases (idempotency_key, notifier, body_hash, panel, expectedness, age_band, due_at, notification)
  select 'filling-' || n, 'filling', '', 'panel-' || n % 58, (array['expected', 'unexpected', 'not-known'])[1 + n % 3],
    (array['0-27 days', '28-364 days', '1-4', '5-9', '10-14', '15-17'])[1 + n % 6], now() + n * interval '1 hour', '{}'
  from generate_series(1, 3500) n`
await pool.query({ text: FILLING })
await pool.query({ text: 'vacuum analyze' })

interface Notification {
  readonly child: { readonly nhsNumber?: string; readonly ageBand: string }
  readonly panel: string
  readonly expectedness: string
  readonly dueAt: string
}

const SUBMIT = `
  with taken as (
    insert into cases (idempotency_key, notifier, body_hash, nhs_number, panel, expectedness, age_band, due_at, notification)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (notifier, idempotency_key) do nothing
    returning reference
  ), told as (
    insert into outbox (reference, type) select reference, 'NotificationReceived' from taken
  )
  select reference from taken`
const EARLIER = 'select reference, body_hash from cases where notifier = $1 and idempotency_key = $2'
const QUEUE = `
  select reference, stage, expectedness, age_band, due_at from cases
  where panel = $1 and stage <> 'closed' order by due_at, reference limit 25`
const COUNTS = `
  select expectedness, age_band, count(*)::int as deaths from cases where panel = $1 group by expectedness, age_band`

const app = fastify()

app.post<{ Body: Notification }>(
  '/notifications',
  {
    schema: {
      body: {
        type: 'object',
        required: ['child', 'panel', 'expectedness', 'dueAt'],
        properties: {
          child: {
            type: 'object',
            required: ['ageBand'],
            properties: { nhsNumber: { type: 'string' }, ageBand: { type: 'string' } },
          },
          panel: { type: 'string' },
          expectedness: { enum: ['expected', 'unexpected', 'not-known'] },
          dueAt: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
  async ({ body, headers }, reply) => {
    const key = String(headers['idempotency-key'])
    const notifier = String(headers['x-notifier'])
    const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('base64')
    const { child, panel, expectedness, dueAt } = body
    const values = [key, notifier, bodyHash, child.nhsNumber, panel, expectedness, child.ageBand, dueAt, body]
    const { rows } = await pool.query({ name: 'submit', text: SUBMIT, values })
    const [taken] = rows
    if (taken) return reply.code(201).send(taken)
    const earlier = await pool.query({
      name: 'earlier',
      text: EARLIER,
      values: [notifier, key],
    })
    const [known] = earlier.rows
    return known?.['body_hash'] === bodyHash ? reply.send({ reference: known['reference'] }) : reply.code(422).send()
  },
)

app.get<{ Params: { panel: string } }>('/panels/:panel/queue', async ({ params }) => {
  const { rows } = await pool.query({ name: 'queue', text: QUEUE, values: [params.panel] })
  return { cases: rows }
})

app.get<{ Params: { panel: string } }>('/panels/:panel/counts', async ({ params }) => {
  const { rows } = await pool.query({ name: 'counts', text: COUNTS, values: [params.panel] })
  return { counts: rows }
})

const url = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(JSON.stringify({ url }))
process.on('SIGTERM', () => {
  void app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0))
})
