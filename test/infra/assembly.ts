import { readFileSync } from 'node:fs'
import path from 'node:path'
import { assembly } from './synthesise.ts'

/** A value of a template: text, number, list, or an object that may be an intrinsic function. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value }

export interface Resource {
  readonly id: string
  readonly Type: string
  readonly Properties: Readonly<Record<string, Value>>
  readonly DeletionPolicy?: string
  readonly DependsOn?: readonly string[]
  readonly UpdateReplacePolicy?: string
}

interface Template {
  readonly Resources: Readonly<Record<string, Omit<Resource, 'id'>>>
  readonly Outputs: Readonly<Record<string, { readonly Value: Value; readonly Export?: { readonly Name: string } }>>
}

export const readAssembly = (file: string): unknown => JSON.parse(readFileSync(path.join(assembly, file), 'utf8'))

export const templates = ['Stateful', 'Stateless'].map((stack) => readAssembly(`${stack}.template.json`) as Template)

/** Every resource of both stacks. */
export const resources: readonly Resource[] = templates.flatMap(({ Resources }) =>
  Object.entries(Resources).map(([id, resource]) => ({ ...resource, id })),
)

/** What stands at the end of this path inside a value. */
export const part = (value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined =>
  path.reduce<Value | undefined>((inner, key) => (inner as Readonly<Record<string, Value>> | undefined)?.[key], value)

export const resourcesOf = (type: string) => resources.filter(({ Type }) => Type === type)

const exported = new Map(
  templates
    .flatMap(({ Outputs }) => Object.values(Outputs))
    .flatMap(({ Export, Value }) => (Export ? [[Export.Name, Value] as const] : [])),
)

/**
 * A value as a person would say it: `CaseTable`, `CaseTable.StreamArn`, `CaseTable/index/panelQueue`. References are followed
 * from stack to stack; the hash at the end of a logical id and a plain `.Arn` are left out.
 */
export function said(value: Value | undefined): string {
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(said).join(', ')
  const [name = '', argument] = Object.entries(value)[0] ?? []
  switch (name) {
    case 'Ref':
      return nameOf(said(argument))
    case 'Fn::GetAtt': {
      const attribute = said(part(argument, 1))
      return nameOf(said(part(argument, 0))) + (attribute === 'Arn' ? '' : `.${attribute}`)
    }
    case 'Fn::Join':
      return (part(argument, 1) as readonly Value[]).map(said).join(said(part(argument, 0)))
    case 'Fn::ImportValue':
      return said(exported.get(said(argument)))
    default:
      return JSON.stringify(value)
  }
}

const nameOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '')
