import type { AttributeValue } from '@aws-sdk/client-dynamodb'

export type StoredItem = Readonly<Record<string, AttributeValue>>

/*
 * Sizes as the DynamoDB developer guide gives them ("DynamoDB item sizes and formats"): names and strings in UTF-8; a number one byte
 * for two significant digits and one more, at most 21; a list or map 3 bytes, and 1 for each element or pair; the rest 1.
 */
const LARGEST_NUMBER = 21
const CONTAINER = 3

/** Bytes of an item as DynamoDB counts them. */
export const itemBytes = (item: StoredItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return numberBytes(value.N)
  if (value.B !== undefined) return value.B.length
  if (value.SS !== undefined) return sum(value.SS, (text) => Buffer.byteLength(text))
  if (value.NS !== undefined) return sum(value.NS, numberBytes)
  if (value.L !== undefined) return CONTAINER + sum(value.L, (one) => 1 + valueBytes(one))
  if (value.M !== undefined) return CONTAINER + Object.keys(value.M).length + itemBytes(value.M)
  return 1
}

const sum = <T>(values: readonly T[], bytes: (value: T) => number) =>
  values.reduce((total, value) => total + bytes(value), 0)

/** Zeros before and after do not count; a sign is a byte. */
function numberBytes(number: string): number {
  const [mantissa = ''] = number.toUpperCase().split('E')
  const digits = mantissa.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
  const bytes = Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0)
  return Math.min(LARGEST_NUMBER, bytes)
}
