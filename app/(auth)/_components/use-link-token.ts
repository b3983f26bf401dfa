import { useSyncExternalStore } from 'react'

/** The token of a one-time link stands in the fragment, which browsers send to no server; it leaves the page in a POST's body. Null while rendering on the server. */
export const useLinkToken = (): string | null =>
  useSyncExternalStore(
    () => () => undefined,
    () => window.location.hash.slice(1),
    () => null,
  )
