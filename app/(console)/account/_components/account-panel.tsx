'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import { paths } from '@/lib/paths'
import { isRoleName, roles } from '@/lib/permissions'
import { sessionQuery } from '@/lib/queries/session'
import { ChangePasswordForm } from './change-password-form'
import { IdentityList } from './identity-list'
import { SessionList } from './session-list'

export function AccountPanel() {
  const { data: me } = useQuery(sessionQuery)
  const roleNames = [...new Set(me?.bindings.map((binding) => binding.role_name))]
  return (
    <Page>
      <PageHeader title="Account" breadcrumb={[{ label: 'Home', href: paths.home }, { label: 'Account' }]} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card>
          <CardHeader title="My data" />
          <CardBody>
            {me ? (
              <Facts
                items={[
                  { label: 'Name', value: me.user.full_name },
                  { label: 'E-mail', value: me.user.email },
                  { label: 'User ID', value: <CopyableId id={me.user.id} className="-my-0.75" /> },
                  { label: 'Organization', value: me.organization.display_name },
                  {
                    label: 'Roles',
                    value: roleNames.map((name) => (
                      <p key={name}>
                        {name}
                        {isRoleName(name) ? (
                          <span className="text-muted block">{roles[name].description}</span>
                        ) : null}
                      </p>
                    )),
                  },
                ]}
              />
            ) : null}
          </CardBody>
        </Card>
        <ChangePasswordForm email={me?.user.email ?? ''} />
      </div>
      <IdentityList />
      <SessionList />
    </Page>
  )
}
