import type { Assembly, Resource, Stack } from './assembly.ts'
import { intrinsics, NO_VALUE, type IntrinsicContext } from './intrinsics.ts'

/** What `Ref` and `Fn::GetAtt` give for a resource once it runs. */
export interface ResourceValues {
  readonly ref: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface Surroundings {
  readonly region: string
  readonly account: string
  /** Gives the text of a secret by its name or ARN. */
  readonly secret: (id: string) => string
}

/** Turns the intrinsic functions of a template into values, across all stacks of the assembly. */
export class Resolver {
  readonly #stacks: ReadonlyMap<string, Stack>
  readonly #surroundings: Surroundings
  readonly #known = new Map<string, ResourceValues>()
  readonly #types: ReadonlyMap<string, string>

  constructor(assembly: Assembly, surroundings: Surroundings) {
    this.#stacks = new Map(assembly.stacks.map((stack) => [stack.name, stack]))
    this.#surroundings = surroundings
    this.#types = new Map(assembly.stacks.flatMap(({ resources }) => resources.map((each) => [keyOf(each), each.type])))
  }

  /** From now on `Ref` and `Fn::GetAtt` on this resource give these values. */
  learn(resource: Resource, values: ResourceValues): void {
    this.#known.set(keyOf(resource), values)
  }

  valuesOf(resource: Resource): ResourceValues {
    return this.#valuesAt(resource.stack, resource.logicalId)
  }

  /** Whether the resource's condition holds. */
  isWanted({ stack, condition }: Resource): boolean {
    return condition === undefined || this.#context(this.#stack(stack)).condition(condition)
  }

  /** @throws Error that names what it does not know: a function, an attribute, a pseudo parameter. */
  resolve(stackName: string, value: unknown): unknown {
    return this.#withSecrets(this.#evaluate(this.#stack(stackName), value))
  }

  #evaluate(stack: Stack, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((each) => this.#evaluate(stack, each)).filter((each) => each !== NO_VALUE)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value)
    const [key, argument] = entries[0] ?? []
    if (entries.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
      const intrinsic = intrinsics[key]
      if (!intrinsic) throw new Error(`The local cloud does not know the function ${key}, used in stack ${stack.name}.`)
      return intrinsic(argument, this.#context(stack))
    }
    return Object.fromEntries(
      entries.map(([name, each]) => [name, this.#evaluate(stack, each)]).filter(([, each]) => each !== NO_VALUE),
    )
  }

  #context(stack: Stack): IntrinsicContext {
    const { region, account } = this.#surroundings
    return {
      stack,
      evaluate: (value) => this.#evaluate(stack, value),
      condition: (name) => {
        const expression = stack.conditions[name]
        if (expression === undefined) throw new Error(`Stack ${stack.name} has no condition ${name}.`)
        return this.#evaluate(stack, expression) === true
      },
      pseudo: {
        'AWS::Region': region,
        'AWS::AccountId': account,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': stack.name,
        'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
        'AWS::NoValue': NO_VALUE,
      },
      ref: (logicalId) => this.#valuesAt(stack.name, logicalId).ref,
      attribute: (logicalId, attribute) => {
        const value = this.#valuesAt(stack.name, logicalId).attributes[attribute]
        if (value === undefined)
          throw new Error(
            `Stack ${stack.name} asks for ${logicalId}.${attribute}, which the local cloud does not give for ${this.#typeAt(stack.name, logicalId)}.`,
          )
        return value
      },
      imported: (exportName) => this.#imported(exportName),
      outputOf: (stackName, output) => {
        const from = this.#stack(stackName)
        const found = from.outputs[output]
        if (!found) throw new Error(`Stack ${stackName} has no output ${output}.`)
        return this.#evaluate(from, found.value)
      },
    }
  }

  #imported(exportName: string): unknown {
    for (const stack of this.#stacks.values())
      for (const { value, exportName: name } of Object.values(stack.outputs))
        if (name !== undefined && this.#evaluate(stack, name) === exportName) return this.#evaluate(stack, value)
    throw new Error(`No stack of the assembly exports ${exportName}.`)
  }

  #stack(name: string): Stack {
    const stack = this.#stacks.get(name)
    if (!stack) throw new Error(`The assembly has no stack ${name}.`)
    return stack
  }

  #valuesAt(stack: string, logicalId: string): ResourceValues {
    const values = this.#known.get(`${stack}/${logicalId}`)
    if (!values)
      throw new Error(`${logicalId} (${this.#typeAt(stack, logicalId)}) is used before it runs, in stack ${stack}.`)
    return values
  }

  #typeAt(stack: string, logicalId: string) {
    return this.#types.get(`${stack}/${logicalId}`) ?? 'no resource of this stack'
  }

  #withSecrets(value: unknown): unknown {
    if (typeof value === 'string') return this.#withSecretsInText(value)
    if (Array.isArray(value)) return value.map((each) => this.#withSecrets(each))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#withSecrets(each)]))
  }

  #withSecretsInText(text: string) {
    return text.replace(/{{resolve:(.*?)}}/g, (_, reference: string) => {
      const [, id, key] = SECRET_REFERENCE.exec(reference) ?? []
      if (id === undefined)
        throw new Error(`The local cloud does not know the dynamic reference {{resolve:${reference}}}.`)
      const secret = this.#surroundings.secret(id)
      if (!key) return secret
      return String((JSON.parse(secret) as Record<string, unknown>)[key])
    })
  }
}

/** `secretsmanager:<name or ARN>:SecretString:<key of a JSON secret>:<stage>:<version>`, of which only the current version exists here. */
const SECRET_REFERENCE = /^secretsmanager:(arn:(?:[^:]*:){5}[^:]+|[^:]+)(?::SecretString)?(?::([^:]*))?(?:::?)?$/

const keyOf = ({ stack, logicalId }: Resource) => `${stack}/${logicalId}`
