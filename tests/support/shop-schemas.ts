// One order with its customer, in all three types; the customer's schema is a reference of the order's.
import type { Written } from '@/tests/support/registry-clients'

/** Longer than five bytes in each type: less is no payload for confluent-kafka, even with the id in a header. */
export const order = { id: 7, customer: { name: 'Ada Lovelace' } }

export const avroCustomer = JSON.stringify({
  type: 'record',
  name: 'Customer',
  namespace: 'shop',
  fields: [{ name: 'name', type: 'string' }],
})
export const avroOrder = JSON.stringify({
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'customer', type: 'shop.Customer' },
  ],
})
export const jsonCustomer = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://example.com/customer.json',
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
})
export const jsonOrder = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://example.com/order.json',
  title: 'Order',
  type: 'object',
  properties: { id: { type: 'integer' }, customer: { $ref: 'https://example.com/customer.json' } },
  required: ['id'],
})

const field = (name: string, number: number, type: string, typeName?: string) => ({
  name,
  number,
  type,
  label: 'LABEL_OPTIONAL',
  ...(typeName === undefined ? {} : { typeName }),
})
/** FileDescriptorProtos as JSON: the form that generated code brings along. */
export const protoFiles = [
  {
    name: 'shop/customer.proto',
    package: 'shop',
    syntax: 'proto3',
    messageType: [{ name: 'Customer', field: [field('name', 1, 'TYPE_STRING')] }],
  },
  {
    name: 'shop/order.proto',
    package: 'shop',
    syntax: 'proto3',
    dependency: ['shop/customer.proto', 'google/protobuf/timestamp.proto'],
    messageType: [
      { name: 'Refund', field: [field('id', 1, 'TYPE_INT32')] },
      {
        name: 'Order',
        field: [
          field('id', 1, 'TYPE_INT32'),
          field('customer', 2, 'TYPE_MESSAGE', '.shop.Customer'),
          field('placed_at', 3, 'TYPE_MESSAGE', '.google.protobuf.Timestamp'),
        ],
      },
    ],
  },
]

export const orderTypes = ['AVRO', 'JSON', 'PROTOBUF'] as const
export type OrderType = (typeof orderTypes)[number]

/** Protobuf's client registers the reference itself, under the path of the import. */
export const writtenOrder: Record<OrderType, Written> = {
  AVRO: {
    type: 'AVRO',
    schema: avroOrder,
    references: [{ name: 'shop.Customer', subject: 'shop.Customer', version: 1 }],
    value: order,
  },
  JSON: {
    type: 'JSON',
    schema: jsonOrder,
    references: [{ name: 'https://example.com/customer.json', subject: 'customer/json', version: 1 }],
    value: order,
  },
  PROTOBUF: {
    type: 'PROTOBUF',
    files: protoFiles,
    message: 'shop.Order',
    value: { ...order, placed_at: '2024-02-29T12:34:56.500Z' },
  },
}

export const readOrder: Record<OrderType, unknown> = {
  AVRO: order,
  JSON: order,
  PROTOBUF: { ...order, placed_at: '2024-02-29T12:34:56.500Z' },
}

export const referencedSchemas = [
  { subject: 'shop.Customer', type: 'AVRO', schema: avroCustomer },
  { subject: 'customer/json', type: 'JSON', schema: jsonCustomer },
]
