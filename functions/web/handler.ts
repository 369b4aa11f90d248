import { randomUUID } from 'node:crypto'
import assets from 'web:assets'
import { agencyPages, pages } from 'web:pages'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoDraftStore } from '../shared/adapters/dynamodb/draft-store.ts'
import { DynamoPostcodeDirectory } from '../shared/adapters/dynamodb/postcode-directory.ts'
import { agencyFormsAt, serviceApiAt } from '../shared/adapters/http/service-api.ts'
import { openIdProvider } from '../shared/adapters/openid/identity-provider.ts'
import { aesSeal } from '../shared/adapters/seal.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { EnvSchema } from './env.ts'
import { openPages } from './pages/open.ts'
import { renderer, templatesBeside } from './render.ts'
import { webFunction } from './web.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = webFunction({
  pages,
  agencyPages,
  openPages,
  assets,
  render: renderer(templatesBeside(import.meta.url), assets),
  drafts: new DynamoDraftStore(client, env.DRAFT_TABLE),
  directory: new DynamoPostcodeDirectory(client, env.DIRECTORY_TABLE),
  seal: aesSeal(env.SESSION_KEY),
  provider: openIdProvider({
    issuer: env.ISSUER,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    scopes: env.SCOPES,
  }),
  apiFor: serviceApiAt(env.API_URL),
  agencyForms: agencyFormsAt(env.API_URL),
  newId: randomUUID,
  now: systemNow,
})
