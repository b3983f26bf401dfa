import type { ReactNode } from 'react'
import { Main } from '@/components/frame/menu-layout'

export default function AccountsAccessLayout({ children }: { children: ReactNode }) {
  return <Main>{children}</Main>
}
