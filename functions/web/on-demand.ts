type Act = (...given: never[]) => Promise<unknown>

/** What is done on a page, by method. */
interface Acts {
  readonly path: string
  readonly get?: Act
  readonly post?: Act
}

/** Of a page, what must be known before it is loaded: path, who may see it, where it stands, and by which methods it is asked for. */
export type Known<P extends Acts> = Omit<P, 'get' | 'post'> & {
  readonly path: string
  readonly methods: readonly ('get' | 'post')[]
}

/** A page that is loaded when it is first asked for. Node loads a file once, however many ask for it at a time. */
export function onDemand<P extends Acts>({ methods, ...page }: Known<P>, load: () => Promise<readonly P[]>): P {
  const acts = methods.map((method) => {
    const act: Act = async (...given) => {
      const found = (await load()).find(({ path }) => path === page.path)?.[method]
      if (!found) throw new Error(`What was loaded has no ${method} of ${page.path}.`)
      return found(...given)
    }
    return [method, act] as const
  })
  return { ...page, ...Object.fromEntries(acts) } as unknown as P
}
