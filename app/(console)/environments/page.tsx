import { Main } from '@/components/frame/main'
import { EnvironmentList } from './_components/environment-list'

export const metadata = { title: 'Environments' }

export default function EnvironmentsPage() {
  return (
    <Main>
      <EnvironmentList />
    </Main>
  )
}
