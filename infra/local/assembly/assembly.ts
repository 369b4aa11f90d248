import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/** One resource of a synthesised template, as it stands there. */
export interface Resource {
  readonly stack: string
  readonly logicalId: string
  readonly type: string
  /** Where the CDK app made it, for example `Stateless/Capture/Resource`. */
  readonly path: string
  readonly properties: Readonly<Record<string, unknown>>
  /** Name of the condition it depends on. */
  readonly condition?: string | undefined
}

export interface Stack {
  readonly name: string
  readonly resources: readonly Resource[]
  readonly outputs: Readonly<Record<string, { value: unknown; exportName?: unknown }>>
  readonly parameterDefaults: Readonly<Record<string, unknown>>
  readonly conditions: Readonly<Record<string, unknown>>
  /** Directory or file of each asset, by the object key under which it would lie in S3. */
  readonly assets: Readonly<Record<string, string>>
}

/** What `cdk synth` wrote: all stacks, dependencies first. */
export interface Assembly {
  readonly directory: string
  readonly stacks: readonly Stack[]
}

const MetadataSchema = z.record(z.string(), z.array(z.object({ type: z.string(), data: z.unknown().optional() })))

const ManifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
      dependencies: z.array(z.string()).default([]),
      metadata: MetadataSchema.optional(),
      additionalMetadataFile: z.string().optional(),
    }),
  ),
})

const TemplateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Transform: z.undefined({ error: 'the local cloud runs no transforms' }).optional(),
})

const AssetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
})

type Manifest = z.infer<typeof ManifestSchema>

/** Reads the cloud assembly in `directory`, stages within it too. */
export function readAssembly(directory: string): Assembly {
  return { directory, stacks: readStacks(path.resolve(directory)) }
}

function readStacks(directory: string): Stack[] {
  const { artifacts } = readJson(ManifestSchema, directory, 'manifest.json')
  return inOrder(artifacts).flatMap((id) => {
    const artifact = artifacts[id]
    const { templateFile, directoryName } = artifact?.properties ?? {}
    if (artifact?.type === 'cdk:cloud-assembly' && directoryName) return readStacks(path.join(directory, directoryName))
    if (artifact?.type !== 'aws:cloudformation:stack' || !templateFile) return []
    return [readStack(directory, id, artifact, templateFile)]
  })
}

function readStack(
  directory: string,
  id: string,
  artifact: Manifest['artifacts'][string],
  templateFile: string,
): Stack {
  const name = artifact.properties?.stackName ?? id
  const template = readJson(TemplateSchema, directory, templateFile)
  const paths = constructPaths(directory, artifact)
  return {
    name,
    resources: Object.entries(template.Resources).map(([logicalId, { Type, Properties, Condition }]) => ({
      stack: name,
      logicalId,
      type: Type,
      path: paths.get(logicalId) ?? `${name}/${logicalId}`,
      properties: Properties,
      condition: Condition,
    })),
    outputs: mapValues(template.Outputs, ({ Value, Export }) => ({ value: Value, exportName: Export?.Name })),
    parameterDefaults: mapValues(template.Parameters, ({ Default }) => Default),
    conditions: template.Conditions,
    assets: readAssets(directory, templateFile.replace(/\.template\.json$/, '.assets.json')),
  }
}

/** Templates name resources by logical id; the assembly's metadata tells where each was made. */
function constructPaths(directory: string, { metadata, additionalMetadataFile }: Manifest['artifacts'][string]) {
  const entries = {
    ...metadata,
    ...(additionalMetadataFile ? readJson(MetadataSchema, directory, additionalMetadataFile) : undefined),
  }
  return new Map(
    Object.entries(entries).flatMap(([constructPath, notes]) =>
      notes
        .filter(({ type }) => type === 'aws:cdk:logicalId')
        .map(({ data }) => [String(data), constructPath.replace(/^\//, '')] as const),
    ),
  )
}

function readAssets(directory: string, file: string): Record<string, string> {
  const { files } = readJson(AssetsSchema, directory, file)
  return Object.fromEntries(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, path.resolve(directory, source.path ?? '')]),
    ),
  )
}

function inOrder(artifacts: Manifest['artifacts']): string[] {
  const ordered = new Set<string>()
  const place = (id: string) => {
    if (ordered.has(id)) return
    artifacts[id]?.dependencies.forEach(place)
    ordered.add(id)
  }
  Object.keys(artifacts).forEach(place)
  return [...ordered]
}

function readJson<T>(schema: z.ZodType<T>, directory: string, file: string): T {
  const text = readFileSync(path.join(directory, file), 'utf8')
  const parsed = schema.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(`${file} is not what the local cloud can read: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

const mapValues = <T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
