// Orders, payments, stock and trades.
import {
  field,
  iteration,
  options,
  optionsFrom,
  range,
  record,
  regex,
  yearOfUsers,
  type DatagenTemplates,
} from './parts'

export const shopTemplates: DatagenTemplates = {
  ORDERS: {
    label: 'Orders',
    description: 'Shop orders with item, quantity and a nested address',
    keyField: 'orderid',
    schema: record('ksql', 'orders', [
      field('ordertime', 'long', range(...yearOfUsers)),
      field('orderid', 'int', iteration(0)),
      field('itemid', 'string', regex('Item_[1-9][0-9]{0,2}')),
      field('orderunits', 'double', range(0.1, 10)),
      {
        name: 'address',
        type: record('ksql', 'address', [
          field('city', 'string', regex('City_[1-9]{0,2}')),
          field('state', 'string', regex('State_[1-9]{0,2}')),
          field('zipcode', 'long', range(10000, 99999)),
        ]),
      },
    ]),
  },
  STOCK_TRADES: {
    label: 'Stock trades',
    description: 'Buy and sell orders of seven test symbols',
    keyField: 'symbol',
    schema: record('ksql', 'StockTrade', [
      field('side', 'string', options('BUY', 'SELL')),
      field('quantity', 'int', range(1, 5000)),
      field('symbol', 'string', options('ZBZX', 'ZJZZT', 'ZTEST', 'ZVV', 'ZVZZT', 'ZWZZT', 'ZXZZT')),
      field('price', 'int', range(5, 1000)),
      field('account', 'string', options('ABC123', 'LMN456', 'XYZ789')),
      field('userid', 'string', regex('User_[1-9]')),
    ]),
  },
  INVENTORY: {
    label: 'Inventory',
    description: 'Stock on hand, counting up',
    keyField: 'id',
    schema: record('ksql', 'inventory', [
      field('id', 'long', iteration(0)),
      field('quantity', 'long', iteration(0)),
      field('productid', 'long', iteration(0)),
    ]),
  },
  PRODUCT: {
    label: 'Product',
    description: 'Products with name, description and price, counting up',
    keyField: 'id',
    schema: record('ksql', 'product', [
      field('id', 'long', iteration(0)),
      field('name', 'string', iteration(0)),
      field('description', 'string', iteration(0)),
      field('price', 'double', iteration(0)),
    ]),
  },
  PURCHASES: {
    label: 'Purchases',
    description: 'Items bought, with quantity and a decimal price',
    keyField: 'id',
    schema: record('datagen.example', 'purchase', [
      field('id', 'long', iteration(0)),
      field(
        'item_type',
        'string',
        options(
          ...['boots', 'shirt', 'knife', 'saucepan', 'table', 'chair', 'clock', 'frame'],
          ...['guitar', 'thermometer', 'scarf', 'doormat', 'vase', 'clippers', 'game', 'towels'],
        ),
      ),
      field('quantity', 'long', range(1, 10)),
      {
        name: 'price_per_unit',
        type: {
          type: 'bytes',
          logicalType: 'decimal',
          precision: 4,
          scale: 2,
          'arg.properties': range(10, 50),
        },
      },
    ]),
  },
  TRANSACTIONS: {
    label: 'Transactions',
    description: 'Card payments in seven stores',
    keyField: 'transaction_id',
    schema: record('datagen.example', 'transactions', [
      field('transaction_id', 'long', iteration(1)),
      field('card_id', 'long', range(1, 24)),
      field('user_id', 'string', regex('User_[1-9]{0,1}')),
      field('purchase_id', 'long', iteration(0)),
      field('store_id', 'int', range(1, 7)),
    ]),
  },
  STORES: {
    label: 'Stores',
    description: 'Look-up table of the stores in Transactions',
    keyField: 'store_id',
    schema: record(
      'datagen.example',
      'stores',
      [field('store_id', 'int'), field('city', 'string'), field('state', 'string')],
      options(
        { store_id: 1, city: 'Raleigh', state: 'NC' },
        { store_id: 2, city: 'Chicago', state: 'IL' },
        { store_id: 3, city: 'Sacramento', state: 'CA' },
        { store_id: 4, city: 'Austin', state: 'TX' },
        { store_id: 5, city: 'Boston', state: 'MA' },
        { store_id: 6, city: 'Atlanta', state: 'GA' },
        { store_id: 7, city: 'Lexington', state: 'SC' },
      ),
    ),
  },
  CREDIT_CARDS: {
    label: 'Credit cards',
    description: 'Look-up table of the cards in Transactions: test numbers only',
    keyField: 'card_id',
    schema: record(
      'datagen.example',
      'users',
      [
        field('card_id', 'int'),
        field('card_number', 'long'),
        field('cvv', 'int'),
        field('expiration_date', 'string'),
      ],
      optionsFrom('creditCards'),
    ),
  },
  CAMPAIGN_FINANCE: {
    label: 'Campaign finance',
    description: 'Donations to candidates by party',
    keyField: 'candidate_id',
    schema: record('datagen', 'campaign_finance', [
      field('time', 'long', range(1587715775521, 1619273364600)),
      field('candidate_id', 'string', regex('[A-Z][1-9]{8,8}')),
      field('party_affiliation', 'string', options('REP', 'DEM', 'IND')),
      field('contribution', 'int', range(20, 3500)),
    ]),
  },
}
