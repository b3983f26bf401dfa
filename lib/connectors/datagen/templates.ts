// The quickstart templates, by their Confluent names. Facts as in the open-source connector; where it has long lists
// of sample values (addresses, names) these are our own.

type ArgProperties = Record<string, unknown>
type TemplateField = { name: string; type: unknown }
export type DatagenTemplate = { label: string; description: string; keyField: string; schema: Record<string, unknown> }

const field = (name: string, type: string, args?: ArgProperties, logicalType?: string): TemplateField => ({
  name,
  type: args || logicalType ? { type, ...(logicalType && { logicalType }), ...(args && { 'arg.properties': args }) } : type,
})
const range = (min: number, max: number): ArgProperties => ({ range: { min, max } })
const iteration = (start: number, step?: number): ArgProperties => ({ iteration: { start, ...(step && { step }) } })
const options = (...values: (string | number)[]): ArgProperties => ({ options: values })
const regex = (pattern: string): ArgProperties => ({ regex: pattern })
const record = (namespace: string, name: string, fields: TemplateField[], args?: ArgProperties) => ({
  type: 'record',
  name,
  namespace,
  fields,
  ...(args && { 'arg.properties': args }),
})

const YEAR = [1487715775521, 1519273364600] as const
const START_OF_2021 = 1609459200000

/** 36 private addresses, four of them drawn twice as often. */
const VISITOR_ADDRESSES = [
  ...Array.from({ length: 36 }, (_, i) => `10.${20 + (i % 6)}.${(i * 37) % 256}.${(i * 71 + 9) % 254}`),
  ...Array.from({ length: 4 }, (_, i) => `10.${20 + i}.${(i * 37) % 256}.${(i * 71 + 9) % 254}`),
]

export const datagenTemplates: Record<string, DatagenTemplate> = {
  ORDERS: {
    label: 'Orders',
    description: 'Shop orders with item, quantity and a nested address',
    keyField: 'orderid',
    schema: record('ksql', 'orders', [
      field('ordertime', 'long', range(...YEAR)),
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
  USERS: {
    label: 'Users',
    description: 'Nine users with region and gender',
    keyField: 'userid',
    schema: record('ksql', 'users', [
      field('registertime', 'long', range(...YEAR)),
      field('userid', 'string', regex('User_[1-9]')),
      field('regionid', 'string', regex('Region_[1-9]')),
      field('gender', 'string', options('MALE', 'FEMALE', 'OTHER')),
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
  PAGEVIEWS: {
    label: 'Page views',
    description: 'Which user looked at which page',
    keyField: 'viewtime',
    schema: record('ksql', 'pageviews', [
      field('viewtime', 'long', iteration(1, 10)),
      field('userid', 'string', regex('User_[1-9]')),
      field('pageid', 'string', regex('Page_[1-9][0-9]')),
    ]),
  },
  CLICKSTREAM: {
    label: 'Clickstream',
    description: 'Web server log lines with address, request and status',
    keyField: 'ip',
    schema: record('clickstream', 'events', [
      field('ip', 'string', options(...VISITOR_ADDRESSES)),
      field('userid', 'int', range(-1, 40)),
      field('remote_user', 'string', options('-')),
      field('time', 'string', iteration(1, 10)),
      field('_time', 'long', iteration(1, 10)),
      field(
        'request',
        'string',
        options(
          'GET /index.html HTTP/1.1',
          'GET /site/user_status.html HTTP/1.1',
          'GET /site/login.html HTTP/1.1',
          'GET /site/user_status.html HTTP/1.1',
          'GET /images/track.png HTTP/1.1',
          'GET /images/logo-small.png HTTP/1.1',
        ),
      ),
      field('status', 'string', options('200', '302', '404', '405', '406', '407')),
      field('bytes', 'string', options('278', '1289', '2048', '4096', '4006', '4196', '14096')),
      field('referrer', 'string', options('-')),
      field(
        'agent',
        'string',
        options(
          'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/59.0.3071.115 Safari/537.36',
        ),
      ),
    ]),
  },
  CLICKSTREAM_CODES: {
    label: 'Clickstream codes',
    description: 'Look-up table of the status codes in Clickstream',
    keyField: 'code',
    schema: record('clickstream', 'codes', [field('code', 'int'), field('definition', 'string')], {
      options: [
        { code: 200, definition: 'Successful' },
        { code: 302, definition: 'Redirect' },
        { code: 404, definition: 'Page not found' },
        { code: 405, definition: 'Method not allowed' },
        { code: 406, definition: 'Not acceptable' },
        { code: 407, definition: 'Proxy authentication required' },
      ],
    }),
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
    schema: record('datagen.example', 'stores', [field('store_id', 'int'), field('city', 'string'), field('state', 'string')], {
      options: [
        { store_id: 1, city: 'Raleigh', state: 'NC' },
        { store_id: 2, city: 'Chicago', state: 'IL' },
        { store_id: 3, city: 'Sacramento', state: 'CA' },
        { store_id: 4, city: 'Austin', state: 'TX' },
        { store_id: 5, city: 'Boston', state: 'MA' },
        { store_id: 6, city: 'Atlanta', state: 'GA' },
        { store_id: 7, city: 'Lexington', state: 'SC' },
      ],
    }),
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
  FLEET_MGMT_LOCATION: {
    label: 'Fleet management: location',
    description: 'Positions of vehicles over time',
    keyField: 'vehicle_id',
    schema: record('fleet_mgmt', 'fleet_mgmt_location', [
      field('vehicle_id', 'int', range(1000, 9999)),
      { name: 'location', type: record('fleet_mgmt', 'location', [field('latitude', 'double'), field('longitude', 'double')]) },
      field('ts', 'long', iteration(START_OF_2021, 100000), 'timestamp-millis'),
    ]),
  },
  FLEET_MGMT_SENSORS: {
    label: 'Fleet management: sensors',
    description: 'Engine temperature and speed of vehicles',
    keyField: 'vehicle_id',
    schema: record('fleet_mgmt', 'fleet_mgmt_sensors', [
      field('vehicle_id', 'int', range(1000, 9999)),
      field('engine_temperature', 'int', range(150, 250)),
      field('average_rpm', 'int', range(1800, 5000)),
    ]),
  },
  PIZZA_ORDERS_COMPLETED: {
    label: 'Pizza orders: completed',
    description: 'Delivered orders with their times',
    keyField: 'store_id',
    schema: record('pizza_orders', 'pizza_orders_completed', [
      field('store_id', 'int', range(1, 10)),
      field('store_order_id', 'int', iteration(1000, 2)),
      field('date', 'int', range(18000, 19000), 'date'),
      field('status', 'string', options('completed')),
      field('rack_time_secs', 'int', range(130, 230)),
      field('order_delivery_time_secs', 'int', range(1100, 2000)),
    ]),
  },
  PIZZA_ORDERS_CANCELLED: {
    label: 'Pizza orders: cancelled',
    description: 'Orders that were called off',
    keyField: 'store_id',
    schema: record('pizza_orders', 'pizza_orders_cancelled', [
      field('store_id', 'int', range(1, 10)),
      field('store_order_id', 'int', iteration(1001, 2)),
      field('date', 'int', range(18000, 19000), 'date'),
      field('status', 'string', options('cancelled')),
    ]),
  },
  GAMING_GAMES: {
    label: 'Gaming: games',
    description: 'Game rooms by kind and level',
    keyField: 'id',
    schema: record('gaming', 'gaming_games', [
      field('id', 'int', range(1000, 5000)),
      field(
        'room_name',
        'string',
        options(...['Arcade', 'Survival', 'Classic'].flatMap((kind) => ['Rookie', 'Skilled', 'Expert'].map((level) => `${kind} -- ${level}`))),
      ),
      field('created_date', 'long', iteration(START_OF_2021, 100000), 'timestamp-millis'),
    ]),
  },
  GAMING_PLAYER_ACTIVITY: {
    label: 'Gaming: player activity',
    description: 'Points that players make in game rooms',
    keyField: 'player_id',
    schema: record('gaming', 'gaming_player_activity', [
      field('player_id', 'int', range(1001, 1101)),
      field('game_room_id', 'int', range(1000, 5000)),
      field('points', 'int', range(10, 500)),
      field('coordinates', 'string', regex('\\[[0-9][0-9],[0-9][0-9]\\]')),
    ]),
  },
  PAYROLL_EMPLOYEE_LOCATION: {
    label: 'Payroll: employee location',
    description: 'Laboratory and department of employees',
    keyField: 'employee_id',
    schema: record('payroll', 'payroll_employee_location', [
      field('employee_id', 'int', range(1000, 1100)),
      field('lab', 'string', regex('lab-\\d{1}')),
      field('department_id', 'int', range(1, 10)),
      field('arrival_date', 'int', range(18000, 19000), 'date'),
    ]),
  },
  PAYROLL_BONUS: {
    label: 'Payroll: bonus',
    description: 'Bonuses of employees during 2021',
    keyField: 'employee_id',
    schema: record('payroll', 'payroll_bonus', [
      field('employee_id', 'int', range(1000, 1100)),
      field('bonus', 'int', range(10, 50)),
      field('ts', 'long', range(START_OF_2021, 1640995199000), 'timestamp-millis'),
    ]),
  },
  SYSLOG_LOGS: {
    label: 'Syslog logs',
    description: 'System log messages with facility and severity',
    keyField: 'host',
    schema: record('syslogs', 'syslog_logs', [
      field('name', 'string', regex('[a-zA-Z]{5,8}')),
      field('type', 'string', options('RFC5424', 'RFC3164', 'CEF', 'UNKNOWN')),
      field('message', 'string', regex('[a-z ]{10,15}')),
      field('host', 'string', options('121.46.66.201', '127.26.223.241', '185.167.200.143', '137.92.22.136', '191.84.20.142', '151.253.100.45', '76.115.125.169', '25.19.61.124', '140.136.224.11', '107.226.4.123')),
      field('version', 'string', options('3.25.1')),
      field('tag', 'string', options('.source.s_src')),
      field('level', 'int', range(0, 191)),
      field('facility', 'string', options('syslog', 'authpriv', 'cron')),
      field('severity', 'int', range(0, 8)),
      field('appName', 'string', regex('[A-Z]{5,8}')),
      field('remoteAddress', 'string', options('91.253.222.9', '48.92.8.255', '107.150.81.0', '254.11.108.139', '14.53.111.201', '215.70.232.123', '122.96.193.183', '185.128.89.135', '246.46.59.238', '238.158.147.172')),
      field('rawMessage', 'string', regex('[a-z ]{10,15}')),
      field('processId', 'string', regex('[1-9]{1}[0-9]{6}')),
      field('messageId', 'string', regex('[1-9]{1}[0-9]{2}')),
      field('deviceVendor', 'string', regex('[a-z]{5}')),
      field('deviceProduct', 'string', regex('[a-z]{5}')),
      field('deviceVersion', 'string', options('1.0', '2.0', '3.0', '4.0', '5.0')),
      field('ts', 'long', iteration(START_OF_2021, 100)),
    ]),
  },
}

/** A template by its name in any case. */
export const findTemplate = (name: string): DatagenTemplate | undefined => datagenTemplates[name.toUpperCase()]
