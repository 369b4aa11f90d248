/** What has to be remembered between leaving for the provider and coming back. */
export interface SignInBegun {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface SignedIn {
  readonly subject: string
  readonly accessToken: string
  /** Claims of the access token: roles and area among them. */
  readonly claims: unknown
  readonly secondsLeft: number
}

/** Whoever knows the people: OpenID Connect, authorisation code with PKCE. */
export interface IdentityProvider {
  /** @param again the person is to prove anew who they are, although the provider may remember them */
  begin(callback: string, again: boolean): Promise<{ readonly to: string; readonly begun: SignInBegun }>
  /** `undefined` where the provider, or what came back from it, does not hold. */
  complete(arrival: string, begun: SignInBegun): Promise<SignedIn | undefined>
  /** Where the provider forgets the person, and from where it sends them back; `undefined` where it offers no such place. */
  end(returnTo: string): Promise<string | undefined>
}
