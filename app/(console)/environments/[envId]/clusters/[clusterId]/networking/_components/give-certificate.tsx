'use client'

import { useState } from 'react'
import { z } from 'zod'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { ClusterDto } from '@/lib/clusters/schema'
import { ApiError } from '@/lib/queries/api'
import { useUpdateCluster } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'
import { restartOf } from './restart-of'

type Props = { cluster: ClusterDto; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function GiveCertificate(props: Props) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title="Use a certificate of your own"
      size="lg"
      isSticky
    >
      {props.isOpen ? <CertificateForm {...props} /> : null}
    </Dialog>
  )
}

const schema = z.object({
  certificate_pem: z.string().trim().min(1, 'Paste the certificate in PEM form.'),
  private_key_pem: z.string().trim().min(1, 'Paste the private key of the certificate.'),
})

function CertificateForm({ cluster, onOpenChange }: Props) {
  const environmentId = cluster.spec.environment.id
  const form = useZodForm(schema, { certificate_pem: '', private_key_pem: '' })
  const update = useUpdateCluster(environmentId, cluster.id)
  const [failure, setFailure] = useState<string | null>(null)
  const { errors } = form.formState
  const changeOf = (values: z.infer<typeof schema>) => ({ listeners: { tls: 'GIVEN' as const, ...values } })
  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await update.mutateAsync(changeOf(values))
      onOpenChange(false)
    } catch (error) {
      setFailure(showServerErrors(form, atFields(error)))
    }
  })
  return (
    <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <p className="text-muted text-sm">{restartOf(cluster)} Clients must trust whoever signed it.</p>
        <Field
          label="Certificate chain"
          hint="PEM, the server’s own certificate first, then those that signed it."
          error={errors.certificate_pem?.message}
        >
          <Textarea
            {...form.register('certificate_pem')}
            isMono
            rows={6}
            placeholder="-----BEGIN CERTIFICATE-----"
          />
        </Field>
        <Field
          label="Private key"
          hint="PEM, RSA or EC, not encrypted. Stored encrypted, never shown again."
          error={errors.private_key_pem?.message}
        >
          <Textarea
            {...form.register('private_key_pem')}
            isMono
            rows={6}
            autoComplete="off"
            placeholder="-----BEGIN PRIVATE KEY-----"
          />
        </Field>
        {failure ? <Banner tone="danger">{failure}</Banner> : null}
        <ShowAs requests={[requests.clusters.update(environmentId, cluster.id, changeOf(form.watch()))]} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={update.isPending}>
          Use this certificate
        </Button>
      </DialogFooter>
    </form>
  )
}

/** The server names fields of its own body; the form has them without the way to them. */
function atFields(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const fields = error.fields.map(({ path, message }) => ({
    path: path.replace(/^spec\.listeners\./, ''),
    message,
  }))
  return new ApiError(error.status, error.message, fields, error.requestId)
}
