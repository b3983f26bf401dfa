'use client'

import { createContext, use, type ReactNode } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

// For the few parts that add a style element at run time, so that they pass a strict style-src.
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return <NonceContext value={nonce}>{children}</NonceContext>
}

export const useNonce = () => use(NonceContext)
