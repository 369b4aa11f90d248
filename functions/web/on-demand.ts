type Act = (...given: unknown[]) => Promise<unknown>

/** What is done on a page, by method. */
interface Acts {
  readonly path: string
  readonly get?: Act
  readonly post?: Act
}

/** Of a page, what must be known before anybody asks for it: its path, who may see it, and by which methods it is asked for. */
export interface Known {
  readonly path: string
  readonly methods: readonly ('get' | 'post')[]
}

/** A page whose code is loaded when it is first asked for. Node loads a file once, however many ask for it at a time. */
export function onDemand({ methods, ...page }: Known, load: () => Promise<readonly Acts[]>): Acts {
  const acts = methods.map((method) => {
    const act: Act = async (...given) => {
      const found = (await load()).find(({ path }) => path === page.path)?.[method]
      if (!found) throw new Error(`The pages that were loaded do not include ${page.path}.`)
      return found(...given)
    }
    return [method, act] as const
  })
  return { ...page, ...Object.fromEntries(acts) }
}
