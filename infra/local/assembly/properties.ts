import * as z from 'zod'
import type { Resource } from './assembly.ts'
import type { Resolver } from './resolver.ts'

/** The properties of a resource type: those that are run, and those that have no meaning here, each with the reason. */
export interface PropertyList<Shape extends z.ZodRawShape> {
  readonly run: z.ZodObject<Shape>
  readonly ignored: Readonly<Record<string, string>>
}

export const propertyList = <Shape extends z.ZodRawShape>(
  run: Shape,
  ignored: Readonly<Record<string, string>> = {},
): PropertyList<Shape> => ({ run: z.object(run), ignored: { Tags: 'nobody is billed', ...ignored } })

/**
 * The resource's properties, resolved and checked.
 * @throws Error naming the resource and the property that the local cloud does not know: silence would be a lie.
 */
export function readProperties<Shape extends z.ZodRawShape>(
  { run, ignored }: PropertyList<Shape>,
  resource: Resource,
  resolver: Resolver,
): z.infer<z.ZodObject<Shape>> {
  const { logicalId, type, properties, stack } = resource
  const wanted = Object.entries(properties).filter(([name]) => !(name in ignored))
  const unknown = wanted.find(([name]) => !(name in run.shape))
  if (unknown)
    throw new Error(
      `The local cloud does not know the property ${unknown[0]} of ${type}, on ${logicalId} in stack ${stack}.`,
    )
  const parsed = run.safeParse(resolver.resolve(stack, Object.fromEntries(wanted)))
  if (!parsed.success)
    throw new Error(
      `${logicalId} (${type}) in stack ${stack} asks for something the local cloud does not know: ${z.prettifyError(parsed.error)}`,
    )
  return parsed.data
}
