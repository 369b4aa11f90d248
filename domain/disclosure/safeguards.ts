/**
 * The rules that can each be taken away, so that a test can show what it is there for. The service always publishes with all.
 */
export interface Safeguards {
  /** R1: numbers of T or more held back in each row with a hidden number. */
  readonly rows: boolean
  /** R2: the same among the parts of an area or of a period. */
  readonly columns: boolean
  /** The number of a period is held back where one of a part is out already, and hidden. */
  readonly partsOut: boolean
  /** Nought is small. */
  readonly noughts: boolean
  /** Rule 4: areas with few deaths get no breakdown of their own, and none that can be worked out from the others'. */
  readonly gate: boolean
  /** Numbers in single years of areas that changed hands within a block are protected, though nobody publishes them. */
  readonly moves: boolean
  /** Q: every small number is proved able to be anything from 0 to T−1. */
  readonly ranges: boolean
}

export const ALL_SAFEGUARDS: Safeguards = {
  rows: true,
  columns: true,
  partsOut: true,
  noughts: true,
  gate: true,
  moves: true,
  ranges: true,
}
