import { Main } from '@/components/frame/main'
import { AccountPanel } from './_components/account-panel'

export const metadata = { title: 'Account' }

export default function AccountPage() {
  return (
    <Main>
      <AccountPanel />
    </Main>
  )
}
