import { Main } from '@/components/frame/main'
import { AuditLog } from './_components/audit-log'

export const metadata = { title: 'Audit log' }

export default function AuditLogPage() {
  return (
    <Main>
      <AuditLog />
    </Main>
  )
}
