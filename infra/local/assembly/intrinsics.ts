import * as z from 'zod'
import type { Stack } from './assembly.ts'

/** Stands for `AWS::NoValue`: whatever has this value is left out. */
export const NO_VALUE = Symbol('AWS::NoValue')

export interface IntrinsicContext {
  readonly stack: Stack
  readonly pseudo: Readonly<Record<string, unknown>>
  readonly evaluate: (value: unknown) => unknown
  readonly condition: (name: string) => boolean
  readonly ref: (logicalId: string) => string
  readonly attribute: (logicalId: string, attribute: string) => string
  readonly imported: (exportName: string) => unknown
  readonly outputOf: (stackName: string, output: string) => unknown
}

type Intrinsic = (argument: unknown, context: IntrinsicContext) => unknown

const Pair = z.tuple([z.unknown(), z.unknown()])
const List = z.array(z.unknown())
/** The region and the role matter only where stacks live in more than one account. */
const StackOutput = z.object({ StackName: z.unknown(), OutputName: z.string() })

/** The functions of CloudFormation that this runs; any other is refused by the resolver. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, context) => reference(z.string().parse(argument), context),

  'Fn::GetAtt': (argument, { attribute }) => {
    const [logicalId = '', ...names] =
      typeof argument === 'string' ? argument.split('.') : z.array(z.string()).parse(argument)
    return attribute(logicalId, names.join('.'))
  },

  'Fn::Join': (argument, { evaluate }) => {
    const [separator, parts] = Pair.parse(argument)
    return List.parse(evaluate(parts)).map(text).join(text(separator))
  },

  'Fn::Sub': (argument, context) => {
    const [template, variables] = typeof argument === 'string' ? [argument, {}] : Pair.parse(argument)
    const given = z.record(z.string(), z.unknown()).parse(variables)
    return text(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (name in given) return text(context.evaluate(given[name]))
      const [logicalId = '', ...attribute] = name.split('.')
      return text(attribute.length > 0 ? context.attribute(logicalId, attribute.join('.')) : reference(name, context))
    })
  },

  'Fn::Select': (argument, { evaluate }) => {
    const [index, list] = Pair.parse(argument)
    return List.parse(evaluate(list))[Number(evaluate(index))]
  },

  'Fn::Split': (argument, { evaluate }) => {
    const [separator, whole] = Pair.parse(argument)
    return text(evaluate(whole)).split(text(separator))
  },

  'Fn::ImportValue': (argument, { evaluate, imported }) => imported(text(evaluate(argument))),

  'Fn::GetStackOutput': (argument, { evaluate, outputOf }) => {
    const { StackName, OutputName } = StackOutput.parse(argument)
    return outputOf(text(evaluate(StackName)), OutputName)
  },

  'Fn::If': (argument, { evaluate, condition }) => {
    const [name, whenTrue, whenFalse] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument)
    return evaluate(condition(name) ? whenTrue : whenFalse)
  },

  'Fn::Equals': (argument, { evaluate }) => {
    const [one, other] = Pair.parse(argument)
    return JSON.stringify(evaluate(one)) === JSON.stringify(evaluate(other))
  },
  'Fn::Not': (argument, context) => !holds(List.parse(argument)[0], context),
  'Fn::And': (argument, context) => List.parse(argument).every((each) => holds(each, context)),
  'Fn::Or': (argument, context) => List.parse(argument).some((each) => holds(each, context)),
}

const NamedCondition = z.strictObject({ Condition: z.string() })

function holds(expression: unknown, { evaluate, condition }: IntrinsicContext): boolean {
  const named = NamedCondition.safeParse(expression)
  return named.success ? condition(named.data.Condition) : evaluate(expression) === true
}

function reference(name: string, { pseudo, stack, ref }: IntrinsicContext): unknown {
  if (name in pseudo) return pseudo[name]
  if (name.startsWith('AWS::')) throw new Error(`The local cloud does not know the pseudo parameter ${name}.`)
  if (name in stack.parameterDefaults) {
    const value = stack.parameterDefaults[name]
    if (value === undefined) throw new Error(`Parameter ${name} of stack ${stack.name} has no default to run with.`)
    return value
  }
  return ref(name)
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`A text was expected in the template, not ${JSON.stringify(value)}.`)
}
