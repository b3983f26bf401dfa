'use client'

import { PlugZap } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { readError } from '@/components/patterns/error-state'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { PasswordInput } from '@/components/patterns/password-input'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { plural } from '@/lib/format/numbers'
import { requests } from '@/lib/queries/requests'
import { useAttachRegistry, useTestRegistry } from '@/lib/queries/schema-registries'
import {
  externalRegistryInput,
  type ExternalRegistry,
  type ExternalRegistryInput,
  type registryLayers,
} from '@/lib/schema-registries/external-schema'
import type { RegistryDto } from '@/lib/schema-registries/schema'

type Props = { registry: RegistryDto; present: ExternalRegistry | null; onClose: () => void }

const { url } = externalRegistryInput.shape
const draft = z.object({ url, username: z.string(), password: z.string(), ssl_ca_pem: z.string() })
type Draft = z.infer<typeof draft>

/** Fields that are empty are not sent: of an attached registry the stored password stays then. */
const toInput = (values: Draft): ExternalRegistryInput => ({
  url: values.url,
  ...(values.username ? { username: values.username } : {}),
  ...(values.password ? { password: values.password } : {}),
  ...(values.ssl_ca_pem.trim() ? { ssl_ca_pem: values.ssl_ca_pem } : {}),
})

/** Address, login and certificate of a registry that runs elsewhere, with a try before anything is changed. */
export function AttachDialog({ registry, present, onClose }: Props) {
  const attach = useAttachRegistry(registry.id)
  const [failure, setFailure] = useState<string | null>(null)
  const form = useZodForm(draft, {
    url: present?.url ?? '',
    username: present?.username ?? '',
    password: '',
    ssl_ca_pem: present?.ssl_ca_pem ?? '',
  })
  const { errors } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await attach.mutateAsync(toInput(values))
      onClose()
    } catch (error) {
      setFailure(showServerErrors(form, error))
    }
  })
  const values = form.watch()
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={present ? 'Edit connection' : 'Attach a registry'}
      description={
        present
          ? undefined
          : 'Its subjects take the place of those of this environment’s own registry, which are kept and come back when it is detached.'
      }
      size="lg"
      isSticky
    >
      <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
        <DialogBody>
          <Field label="URL" error={errors.url?.message}>
            <Input {...form.register('url')} isMono placeholder="https://registry.example.com" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="User name" isOptional hint="Or the API key." error={errors.username?.message}>
              <Input {...form.register('username')} autoComplete="off" />
            </Field>
            <Field
              label="Password"
              isOptional
              hint={
                present
                  ? 'Leave empty to keep the stored one, as long as address and user name stay the same.'
                  : 'Or the API secret. Stored encrypted, never shown again.'
              }
              error={errors.password?.message}
            >
              <PasswordInput {...form.register('password')} autoComplete="new-password" />
            </Field>
          </div>
          {values.url.startsWith('https:') ? (
            <Field
              label="CA certificates"
              isOptional
              hint="PEM. Leave empty when the certificate is signed by a public authority."
              error={errors.ssl_ca_pem?.message}
            >
              <Textarea {...form.register('ssl_ca_pem')} isMono placeholder="-----BEGIN CERTIFICATE-----" />
            </Field>
          ) : null}
          <ConnectionTest
            registryId={registry.id}
            read={async () =>
              (await form.trigger(undefined, { shouldFocus: true })) ? toInput(form.getValues()) : null
            }
          />
          {failure ? <Banner tone="danger">{failure}</Banner> : null}
          <ShowAs requests={[requests.schemaRegistries.attach(registry.id, toInput(values))]} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isLoading={attach.isPending}>
            {present ? 'Save' : 'Attach registry'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

const layerNames: Record<(typeof registryLayers)[number], string> = {
  dns: 'name resolution (DNS)',
  tcp: 'the network (TCP)',
  tls: 'encryption (TLS)',
  http: 'HTTP',
  authentication: 'the login',
  registry: 'the registry’s API',
}

/** `read` answers null while the fields are not right. */
function ConnectionTest(props: { registryId: string; read: () => Promise<ExternalRegistryInput | null> }) {
  const test = useTestRegistry(props.registryId)
  const run = async () => {
    test.reset()
    const input = await props.read()
    if (input) test.mutate(input)
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <Button onClick={() => void run()} isLoading={test.isPending}>
        <PlugZap aria-hidden="true" />
        Test connection
      </Button>
      {test.isError ? <Banner tone="danger">{readError(test.error).message}</Banner> : null}
      {test.data?.ok ? (
        <Banner tone="ok" title="Connected">
          {plural(test.data.subjects, 'subject')} there.
        </Banner>
      ) : null}
      {test.data && !test.data.ok ? (
        <Banner tone="danger" title={`It fails at ${layerNames[test.data.layer]}`}>
          {test.data.message}
        </Banner>
      ) : null}
    </div>
  )
}
