// A registry in use: the three types, versions, references, another context, something deleted.
import type { RegisterInput } from '@/lib/subjects/rest-schema'
import type { Product } from './product'

const address = {
  type: 'record',
  name: 'Address',
  namespace: 'shop',
  fields: [
    { name: 'city', type: 'string' },
    { name: 'state', type: 'string' },
    { name: 'zipcode', type: 'int' },
  ],
}

const order = (...more: object[]): RegisterInput => ({
  schemaType: 'AVRO',
  schema: JSON.stringify({
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    fields: [
      { name: 'ordertime', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'orderid', type: 'int' },
      { name: 'itemid', type: 'string', doc: 'As in the catalogue' },
      { name: 'orderunits', type: 'double' },
      { name: 'address', type: 'shop.Address' },
      ...more,
    ],
  }),
  references: [{ name: 'shop.Address', subject: 'shop.Address', version: 1 }],
  metadata: { properties: { owner: 'orders team' }, tags: { 'Order.address': ['PII'] } },
})

const payment = `syntax = "proto3";
package shop;

// A payment with what is known of its payer.
message Payment {
  string id = 1;
  double amount = 2;
  string currency = 3;
  repeated string tags = 4;
}
`

const user = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'User',
  type: 'object',
  properties: {
    userid: { type: 'string' },
    regionid: { type: 'string' },
    gender: { enum: ['MALE', 'FEMALE', 'OTHER'] },
  },
  required: ['userid'],
  additionalProperties: false,
}

export const registryIdOf = async ({ ask, environmentId }: Product): Promise<string> => {
  const { data } = await ask<{ data: { id: string }[] }>(
    'GET',
    `/srcm/v3/clusters?environment=${environmentId}`,
  )
  const [registry] = data
  if (!registry) throw new Error('The environment has no registry.')
  return registry.id
}

/** Answers the subject with the longest history. */
export async function fillRegistry(product: Product, suffix: string): Promise<string> {
  const root = `/api/console/schema-registries/${await registryIdOf(product)}`
  const register = (subject: string, body: RegisterInput) =>
    product.ask('POST', `${root}/subjects/${encodeURIComponent(subject)}/versions`, body)
  await register('shop.Address', { schemaType: 'AVRO', schema: JSON.stringify(address) })
  const subject = `orders${suffix}-value`
  await register(subject, order())
  await register(subject, order({ name: 'discount', type: ['null', 'double'], default: null }))
  await register(subject, order({ name: 'coupon', type: 'string', default: '' }))
  await register(`orders${suffix}-key`, { schemaType: 'AVRO', schema: '"string"' })
  await register(`users${suffix}-value`, { schemaType: 'JSON', schema: JSON.stringify(user) })
  await register(`payments.enriched${suffix}-value`, { schemaType: 'PROTOBUF', schema: payment })
  await register(`:.staging:orders${suffix}-value`, { schemaType: 'AVRO', schema: '"string"' })
  await register(`returns${suffix}-value`, { schemaType: 'AVRO', schema: '"string"' })
  await product.ask('DELETE', `${root}/subjects/returns${suffix}-value`)
  await product.ask('PUT', `${root}/config/${subject}`, { compatibility: 'FULL' })
  return subject
}
