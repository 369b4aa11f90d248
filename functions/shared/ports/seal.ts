/** Puts things where others can see them, but neither read nor change them. */
export interface Seal {
  /** @param purpose what is sealed for one purpose does not open for another */
  close(purpose: string, content: unknown): string
  /** `undefined` for what was not sealed here, or for another purpose, or was changed since. */
  open(purpose: string, sealed: string): unknown
  /** Stands for a text, and cannot be made by anyone else. */
  mark(purpose: string, text: string): string
}
