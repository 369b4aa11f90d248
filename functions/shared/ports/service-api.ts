import type { Problem } from '../../../schemas/problem.ts'

/** What the service's own API answered: the shapes of `schemas/api.ts`, which it holds to by its tests. */
export type ApiAnswer<T> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly status: number; readonly problem?: Problem }

/** The service's HTTP API, asked on behalf of one person. */
export interface ServiceApi {
  get<T>(path: string): Promise<ApiAnswer<T>>
  /** @param key the same key again changes nothing, and gets the same answer */
  post<T>(path: string, key: string, body: string): Promise<ApiAnswer<T>>
}

/** The API for whoever bears this token: what they may do, the API decides. */
export type ApiFor = (accessToken: string) => ServiceApi
