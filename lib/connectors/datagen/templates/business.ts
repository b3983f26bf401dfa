// Fleets, pizzas, insurances and payrolls.
import {
  field,
  iteration,
  options,
  optionsFrom,
  range,
  record,
  regex,
  startOf2021,
  type DatagenTemplates,
} from './parts'

const vehicleId = field('vehicle_id', 'int', range(1000, 9999))

const fleetTemplates: DatagenTemplates = {
  FLEET_MGMT_DESCRIPTION: {
    label: 'Fleet management: description',
    description: 'Vehicles with driver and licence plate',
    keyField: 'vehicle_id',
    schema: record('fleet_mgmt', 'fleet_mgmt_description', [
      vehicleId,
      field('driver_name', 'string', optionsFrom('people')),
      field('license_plate', 'string', regex('[A-Z]{2}\\d{6}[A-Z]')),
    ]),
  },
  FLEET_MGMT_LOCATION: {
    label: 'Fleet management: location',
    description: 'Positions of vehicles over time',
    keyField: 'vehicle_id',
    schema: record('fleet_mgmt', 'fleet_mgmt_location', [
      vehicleId,
      {
        name: 'location',
        type: record('fleet_mgmt', 'location', [field('latitude', 'double'), field('longitude', 'double')]),
      },
      field('ts', 'long', iteration(startOf2021, 100000), 'timestamp-millis'),
    ]),
  },
  FLEET_MGMT_SENSORS: {
    label: 'Fleet management: sensors',
    description: 'Engine temperature and speed of vehicles',
    keyField: 'vehicle_id',
    schema: record('fleet_mgmt', 'fleet_mgmt_sensors', [
      vehicleId,
      field('engine_temperature', 'int', range(150, 250)),
      field('average_rpm', 'int', range(1800, 5000)),
    ]),
  },
}

const storeId = field('store_id', 'int', range(1, 10))
const day = field('date', 'int', range(18000, 19000), 'date')

const pizzaTemplates: DatagenTemplates = {
  PIZZA_ORDERS: {
    label: 'Pizza orders',
    description: 'Orders of a pizza chain with their lines',
    keyField: 'store_id',
    schema: record('pizza_orders', 'pizza_orders', [
      storeId,
      field('store_order_id', 'int', iteration(1000, 1)),
      field('coupon_code', 'int', range(1000, 2000)),
      day,
      field('status', 'string', options('accepted')),
      {
        name: 'order_lines',
        type: {
          type: 'array',
          items: record(
            'pizza_orders',
            'order_line',
            [
              field('product_id', 'int'),
              field('category', 'string'),
              field('quantity', 'int'),
              field('unit_price', 'double'),
              field('net_price', 'double'),
            ],
            optionsFrom('pizzaLines'),
          ),
          'arg.properties': { length: { min: 1, max: 5 } },
        },
      },
    ]),
  },
  PIZZA_ORDERS_COMPLETED: {
    label: 'Pizza orders: completed',
    description: 'Delivered orders with their times',
    keyField: 'store_id',
    schema: record('pizza_orders', 'pizza_orders_completed', [
      storeId,
      field('store_order_id', 'int', iteration(1000, 2)),
      day,
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
      storeId,
      field('store_order_id', 'int', iteration(1001, 2)),
      day,
      field('status', 'string', options('cancelled')),
    ]),
  },
}

const offer = (offer_id: number, offer_name: string, offer_url: string) => ({
  offer_id,
  offer_name,
  offer_url,
})

const insuranceTemplates: DatagenTemplates = {
  INSURANCE_OFFERS: {
    label: 'Insurance: offers',
    description: 'Look-up table of five offers',
    keyField: 'offer_id',
    schema: record(
      'insurance',
      'insurance_offers',
      [field('offer_id', 'int'), field('offer_name', 'string'), field('offer_url', 'string')],
      options(
        offer(1, 'new_home_policy', 'http://privacy.gov.au/in/faucibus/orci/luctus.js'),
        offer(2, 'new_auto_policy', 'https://reddit.com/id.html'),
        offer(3, 'discount_existing', 'https://cbc.ca/dui/proin/leo/odio/porttitor/id.aspx'),
        offer(4, 'safe_driver_program', 'http://seattletimes.com/ante/vel/ipsum/praesent.json'),
        offer(5, 'no_offer', 'https://sciencedaily.com/ante.aspx'),
      ),
    ),
  },
  INSURANCE_CUSTOMERS: {
    label: 'Insurance: customers',
    description: '150 customers with income, score and years',
    keyField: 'customer_id',
    schema: record(
      'insurance',
      'insurance_customers',
      [
        field('customer_id', 'int'),
        field('first_name', 'string'),
        field('last_name', 'string'),
        field('email', 'string'),
        field('gender', 'string'),
        field('income', 'int'),
        field('fico', 'int'),
        field('years_active', 'int'),
      ],
      optionsFrom('insuranceCustomers'),
    ),
  },
  INSURANCE_CUSTOMER_ACTIVITY: {
    label: 'Insurance: customer activity',
    description: 'What those customers do, and how likely they leave',
    keyField: 'activity_id',
    schema: record('insurance', 'insurance_customer_activity', [
      field('activity_id', 'int', iteration(1, 1)),
      field('customer_id', 'int', optionsFrom('insuranceCustomerIds')),
      field('activity_type', 'string', options('web_open', 'mobile_open', 'new_account')),
      field('propensity_to_churn', 'double', range(0.01, 1)),
      field('ip_address', 'string', optionsFrom('insuranceAddresses')),
    ]),
  },
}

const employeeId = field('employee_id', 'int', range(1000, 1100))

const payrollTemplates: DatagenTemplates = {
  PAYROLL_EMPLOYEE: {
    label: 'Payroll: employee',
    description: '100 employees with hourly rate; the social security numbers are made up',
    keyField: 'employee_id',
    schema: record(
      'payroll',
      'payroll_employee',
      [
        field('employee_id', 'int'),
        field('first_name', 'string'),
        field('last_name', 'string'),
        field('age', 'int'),
        field('ssn', 'string'),
        field('hourly_rate', 'int'),
        field('gender', 'string'),
        field('email', 'string'),
      ],
      optionsFrom('employees'),
    ),
  },
  PAYROLL_EMPLOYEE_LOCATION: {
    label: 'Payroll: employee location',
    description: 'Laboratory and department of employees',
    keyField: 'employee_id',
    schema: record('payroll', 'payroll_employee_location', [
      employeeId,
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
      employeeId,
      field('bonus', 'int', range(10, 50)),
      field('ts', 'long', range(startOf2021, 1640995199000), 'timestamp-millis'),
    ]),
  },
}

export const businessTemplates: DatagenTemplates = {
  ...fleetTemplates,
  ...pizzaTemplates,
  ...insuranceTemplates,
  ...payrollTemplates,
}
