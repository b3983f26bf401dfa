import type { ReactNode } from 'react'
import { Main } from '@/components/frame/main'

export default function AccountsAccessLayout({ children }: { children: ReactNode }) {
  return <Main>{children}</Main>
}
