import { hasAdministrator } from '@/lib/users/has-administrator'
import { SetUpForm } from './_components/set-up-form'

export const metadata = { title: 'Set up' }
export const dynamic = 'force-dynamic'

export default async function SetUpPage() {
  return <SetUpForm isSetUp={await hasAdministrator()} />
}
