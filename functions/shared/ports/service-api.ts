import type { Problem } from '../../../schemas/problem.ts'

/** What the service's own API answered: the shapes of `schemas/api.ts`, which it holds to by its tests. */
export type ApiAnswer<T> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly status: number; readonly problem?: Problem }

/** A file as the API gives it. */
export interface ApiFile {
  readonly bytes: Uint8Array
  readonly type: string
}

/** The service's HTTP API, asked on behalf of one person. */
export interface ServiceApi {
  get<T>(path: string): Promise<ApiAnswer<T>>
  /** What is kept as it comes: tables as CSV, spreadsheets, papers that take longer to print than anything else does. */
  file(path: string, as?: 'text/csv'): Promise<ApiAnswer<ApiFile>>
  /** @param key the same key again changes nothing, and gets the same answer */
  post<T>(path: string, key: string, body: string): Promise<ApiAnswer<T>>
}

/** The API for whoever bears this token: what they may do, the API decides. */
export type ApiFor = (accessToken: string) => ServiceApi
