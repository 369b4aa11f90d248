/** What the peer uses of `pg`, which brings no types of its own and need not be installed for anything else. */
declare module 'pg' {
  export class Pool {
    constructor(options: {
      readonly host: string
      readonly user: string
      readonly database: string
      readonly max: number
    })
    query(query: {
      /** Prepared once on each connection under this name. */
      readonly name?: string
      readonly text: string
      readonly values?: readonly unknown[]
    }): Promise<{ readonly rows: readonly Readonly<Record<string, string>>[] }>
    end(): Promise<void>
  }
}
