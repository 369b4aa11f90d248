import { randomInt } from 'node:crypto'
import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { physicalName } from '../assembly/names.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import type { Foundation } from '../foundation.ts'

const SecretProperties = propertyList(
  {
    Name: z.string().optional(),
    /** Instead of a generated one: what another resource made. */
    SecretString: z.string().optional(),
    GenerateSecretString: z
      .strictObject({
        PasswordLength: z.number().default(32),
        ExcludeCharacters: z.string().default(''),
        ExcludeLowercase: z.boolean().default(false),
        ExcludeNumbers: z.boolean().default(false),
        ExcludePunctuation: z.boolean().default(false),
        ExcludeUppercase: z.boolean().default(false),
        IncludeSpace: z.boolean().default(false),
        /** Each kind of character at least once: a long random text has them all but certainly, so nothing is done about it. */
        RequireEachIncludedType: z.boolean().optional(),
        SecretStringTemplate: z.string().optional(),
        GenerateStringKey: z.string().optional(),
      })
      .prefault({}),
  },
  { Description: 'nobody looks', KmsKeyId: 'kept in a file that only its owner may read' },
)
type Recipe = z.infer<(typeof SecretProperties.run)['shape']['GenerateSecretString']>

/** Generates the secret the first time, and teaches the resolver its ARN. Its text is read through the keeper alone. */
export function runSecret(resource: Resource, resolver: Resolver, { keeper, region, account }: Foundation): void {
  const { Name, GenerateSecretString, SecretString } = readProperties(SecretProperties, resource, resolver)
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${Name ?? physicalName(resource, 256)}`
  keeper.keep(arn, () => SecretString ?? generate(GenerateSecretString))
  resolver.learn(resource, { ref: arn, attributes: { Id: arn } })
}

function generate({ SecretStringTemplate, GenerateStringKey, ...recipe }: Recipe): string {
  const characters = alphabet(recipe)
  const secret = Array.from({ length: recipe.PasswordLength }, () => characters[randomInt(characters.length)]).join('')
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return secret
  return JSON.stringify({ ...(JSON.parse(SecretStringTemplate) as object), [GenerateStringKey]: secret })
}

/** The sets that Secrets Manager documents for GetRandomPassword. */
function alphabet(recipe: Omit<Recipe, 'SecretStringTemplate' | 'GenerateStringKey'>): string {
  const all = [
    recipe.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    recipe.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    recipe.ExcludeNumbers ? '' : '0123456789',
    recipe.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    recipe.IncludeSpace ? ' ' : '',
  ].join('')
  return Array.from(all)
    .filter((character) => !recipe.ExcludeCharacters.includes(character))
    .join('')
}
