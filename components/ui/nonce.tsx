'use client'

import { createContext, use, useState, type ReactNode } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

/** For the few parts that add a style element at run time, so that they pass a strict style-src. */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // A refresh brings a new nonce, but the document keeps the one it was loaded with.
  const [first] = useState(nonce)
  // Radix's scroll lock asks get-nonce, which reads this global.
  if (typeof window !== 'undefined' && first) Object.assign(window, { __webpack_nonce__: first })
  return <NonceContext value={first}>{children}</NonceContext>
}

export const useNonce = () => use(NonceContext)
