'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newAclLine, toAclRow, type AclLine } from '@/components/acls/acl-choices'
import { aclLineProblems, AclLines } from '@/components/acls/acl-lines'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { plural } from '@/lib/format/numbers'
import { useCreateAcls } from '@/lib/queries/acls'
import { requests, type ConnectPlace } from '@/lib/queries/requests'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { usersQuery } from '@/lib/queries/users'

/** One principal, several ACLs: a consumer needs its topic and its group. */
export function AddAclsDialog({ place, onClose }: { place: ConnectPlace; onClose: () => void }) {
  const create = useCreateAcls()
  const [principal, setPrincipal] = useState('')
  const [host, setHost] = useState('*')
  const [lines, setLines] = useState<AclLine[]>([newAclLine])
  const [wasTried, setWasTried] = useState(false)
  const problems = aclLineProblems(lines)
  const isWhole = principal !== '' && host.trim() !== '' && Object.keys(problems).length === 0
  const rows = lines.map((line) => toAclRow(line, principal, host.trim()))
  const submit = () => {
    setWasTried(true)
    if (isWhole) create.mutate({ place, rows }, { onSuccess: onClose })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add ACLs"
      description="They hold on the broker at once, beside what roles give."
      isSticky
    >
      <form
        noValidate
        className={dialogFormStyles}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DialogBody>
          <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
            <Field
              label="Principal"
              isRequired
              error={wasTried && principal === '' ? 'Choose an account, or enter one.' : undefined}
            >
              <PrincipalBox value={principal} onChange={setPrincipal} />
            </Field>
            <Field label="Host" error={wasTried && host.trim() === '' ? 'Enter * for all.' : undefined}>
              <Input isMono value={host} onChange={(event) => setHost(event.target.value)} />
            </Field>
          </div>
          <AclLines lines={lines} onChange={setLines} errors={wasTried ? problems : {}} isRequired />
          {create.isError ? <Banner tone="danger">{readError(create.error).message}</Banner> : null}
          {isWhole ? <ShowAs requests={[requests.acls.create(place, rows)]} /> : null}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isLoading={create.isPending}>
            Add {plural(lines.length, 'ACL')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function PrincipalBox({ value, onChange }: { value: string; onChange: (next: string) => void }) {
  const users = useQuery(usersQuery)
  const accounts = useQuery(serviceAccountsQuery)
  const known = [
    ...(accounts.data ?? []).map(({ id, display_name: name }) => ({
      value: `User:${id}`,
      label: name,
      hint: `service account ${id}`,
    })),
    ...(users.data ?? []).map(({ id, full_name: name, email }) => ({
      value: `User:${id}`,
      label: name || email,
      hint: `user ${id}`,
    })),
    { value: 'User:*', label: 'Everybody', hint: 'User:*' },
  ]
  return (
    <Combobox
      value={value}
      onValueChange={onChange}
      noun="accounts"
      placeholder="Choose an account"
      isLoading={users.isPending || accounts.isPending}
      options={known}
      createLabel={(text) => `Use ${asPrincipal(text)}`}
      onCreate={(text) => onChange(asPrincipal(text))}
    />
  )
}

/** On your own Kafka principals have other names than accounts here. */
const asPrincipal = (text: string): string => (text.includes(':') ? text : `User:${text}`)
