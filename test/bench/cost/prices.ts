import { readFileSync } from 'node:fs'
import * as z from 'zod'

const PriceSchema = z.strictObject({
  usd: z.number().positive(),
  per: z.number().positive(),
  source: z.string().min(1),
  fromMemory: z.boolean(),
})

const PricesSchema = z.strictObject({
  region: z.string(),
  currency: z.literal('USD'),
  asOf: z.iso.date(),
  note: z.string(),
  prices: z.strictObject({
    writeUnit: PriceSchema,
    readUnit: PriceSchema,
    storedGigabyteMonth: PriceSchema,
    recoverableGigabyteMonth: PriceSchema,
    invocation: PriceSchema,
    gigabyteSecond: PriceSchema,
    apiRequest: PriceSchema,
    queueRequest: PriceSchema,
    published: PriceSchema,
    loggedGigabyte: PriceSchema,
    keyMonth: PriceSchema,
    keyRequest: PriceSchema,
    alarmMonth: PriceSchema,
    secretMonth: PriceSchema,
  }),
})
export type PriceList = z.infer<typeof PricesSchema>
export type Priced = keyof PriceList['prices']

/** The one place where prices are kept. */
export const readPrices = (): PriceList =>
  PricesSchema.parse(JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')))
