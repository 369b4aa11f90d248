import { gunzipSync } from 'node:zlib'
import type { WebAnswer } from './http.ts'

/** A file that pages fetch: made at build, named after its content, so that it never changes under its name. */
export interface Asset {
  readonly name: string
  readonly path: string
  readonly type: string
  /** The content, compressed, in base 64. */
  readonly gzip: () => Promise<string>
}

/** A browser keeps it for a year; one that takes no compressed content gets it plain. */
export async function assetAnswer({ type, gzip }: Asset, acceptEncoding: string | undefined): Promise<WebAnswer> {
  const content = await gzip()
  const isWelcome = /\bgzip\b/.test(acceptEncoding ?? '')
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isWelcome && { 'content-encoding': 'gzip' }),
    },
    body: isWelcome ? content : gunzipSync(Buffer.from(content, 'base64')).toString('base64'),
    isBase64: true,
  }
}
