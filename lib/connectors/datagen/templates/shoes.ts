// The shoe shop: four templates that join on the same ids.
import {
  field,
  iteration,
  optionsFrom,
  range,
  record,
  regex,
  startOf2021,
  type DatagenTemplates,
} from './parts'

const namespace = 'shoes'

export const shoeTemplates: DatagenTemplates = {
  SHOES: {
    label: 'Shoes',
    description: '643 shoes with brand, price and rating',
    keyField: 'id',
    schema: record(
      namespace,
      'shoe_product',
      [
        field('id', 'string'),
        field('brand', 'string'),
        field('name', 'string'),
        field('sale_price', 'int'),
        field('rating', 'double'),
      ],
      optionsFrom('shoes'),
    ),
  },
  SHOE_CUSTOMERS: {
    label: 'Shoe customers',
    description: '301 customers of the shoe shop with their addresses',
    keyField: 'id',
    schema: record(
      namespace,
      'shoe_customers',
      [
        'id',
        'first_name',
        'last_name',
        'email',
        'phone',
        'street_address',
        'state',
        'zip_code',
        'country',
        'country_code',
      ].map((name) => field(name, 'string')),
      optionsFrom('shoeCustomers'),
    ),
  },
  SHOE_ORDERS: {
    label: 'Shoe orders',
    description: 'Who ordered which shoe, one every 100 s from 2021 on',
    keyField: 'order_id',
    schema: record(namespace, 'shoe_orders', [
      field('order_id', 'int', iteration(1000, 1)),
      field('product_id', 'string', optionsFrom('shoeIds')),
      field('customer_id', 'string', optionsFrom('shoeCustomerIds')),
      field('ts', 'long', iteration(startOf2021, 100000), 'timestamp-millis'),
    ]),
  },
  SHOE_CLICKSTREAM: {
    label: 'Shoe clickstream',
    description: 'Who looked at which shoe for how long, one every 10 s',
    keyField: 'product_id',
    schema: record(namespace, 'shoe_clickstream', [
      field('product_id', 'string', optionsFrom('shoeIds')),
      field('user_id', 'string', optionsFrom('shoeCustomerIds')),
      field('view_time', 'int', range(10, 120)),
      field('page_url', 'string', regex('https://www[.]acme[.]com/product/[a-z]{5}')),
      field('ip', 'string', optionsFrom('deviceAddresses')),
      field('ts', 'long', iteration(1609457200000, 10000), 'timestamp-millis'),
    ]),
  },
}
