/** Prints a page of HTML that needs nothing from anywhere else. */
export interface Printer {
  /** As PDF. */
  print(html: string): Promise<Uint8Array>
}
