/** Where secrets come from: nobody can guess one, and no two are the same. */
export interface Secrets {
  /** 256 random bits, as text that fits behind the `#` of an address. */
  token(): string
  /** Six random digits. */
  passcode(): string
}
