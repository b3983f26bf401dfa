// Files that a .proto may import without a reference: their declarations alone, by import path.
// The contracts are Google's (https://protobuf.dev/reference/protobuf/google.protobuf/, google/type of googleapis)
// and Confluent's (confluent/meta.proto, confluent/type/decimal.proto of its serializers).
import { descriptorFile } from '@/lib/schemas/protobuf/known-descriptor'

const proto3 = (packageName: string, body: string): string =>
  `syntax = "proto3"; package ${packageName}; ${body}`
const google = (body: string): string => proto3('google.protobuf', body)
const type = (body: string): string => proto3('google.type', body)

const wrapper = (name: string, of: string): string => `message ${name}Value { ${of} value = 1; }`
const wrappers = [
  ['Double', 'double'],
  ['Float', 'float'],
  ['Int64', 'int64'],
  ['UInt64', 'uint64'],
  ['Int32', 'int32'],
  ['UInt32', 'uint32'],
  ['Bool', 'bool'],
  ['String', 'string'],
  ['Bytes', 'bytes'],
] as const

const dayNames = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const monthNames =
  'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(' ')
const enumOf = (name: string, zero: string, names: string[]): string =>
  `enum ${name} { ${[zero, ...names].map((one, index) => `${one} = ${index};`).join(' ')} }`

const meta = (name: string, number: number): string =>
  `extend google.protobuf.${name}Options { optional Meta ${name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()}_meta = ${number}; }`

export const knownFiles: Record<string, string> = {
  'google/protobuf/descriptor.proto': descriptorFile,
  'google/protobuf/any.proto': google('message Any { string type_url = 1; bytes value = 2; }'),
  'google/protobuf/duration.proto': google('message Duration { int64 seconds = 1; int32 nanos = 2; }'),
  'google/protobuf/timestamp.proto': google('message Timestamp { int64 seconds = 1; int32 nanos = 2; }'),
  'google/protobuf/empty.proto': google('message Empty {}'),
  'google/protobuf/field_mask.proto': google('message FieldMask { repeated string paths = 1; }'),
  'google/protobuf/source_context.proto': google('message SourceContext { string file_name = 1; }'),
  'google/protobuf/wrappers.proto': google(wrappers.map(([name, of]) => wrapper(name, of)).join(' ')),
  'google/protobuf/struct.proto': google(
    `message Struct { map<string, Value> fields = 1; }
     message Value { oneof kind { NullValue null_value = 1; double number_value = 2; string string_value = 3;
       bool bool_value = 4; Struct struct_value = 5; ListValue list_value = 6; } }
     message ListValue { repeated Value values = 1; }
     enum NullValue { NULL_VALUE = 0; }`,
  ),
  'google/type/calendar_period.proto': type(
    enumOf('CalendarPeriod', 'CALENDAR_PERIOD_UNSPECIFIED', [
      'DAY',
      'WEEK',
      'FORTNIGHT',
      'MONTH',
      'QUARTER',
      'HALF',
      'YEAR',
    ]),
  ),
  'google/type/color.proto': type(
    `import "google/protobuf/wrappers.proto";
     message Color { float red = 1; float green = 2; float blue = 3; google.protobuf.FloatValue alpha = 4; }`,
  ),
  'google/type/date.proto': type('message Date { int32 year = 1; int32 month = 2; int32 day = 3; }'),
  'google/type/datetime.proto': type(
    `import "google/protobuf/duration.proto";
     message DateTime { int32 year = 1; int32 month = 2; int32 day = 3; int32 hours = 4; int32 minutes = 5;
       int32 seconds = 6; int32 nanos = 7;
       oneof time_offset { google.protobuf.Duration utc_offset = 8; TimeZone time_zone = 9; } }
     message TimeZone { string id = 1; string version = 2; }`,
  ),
  'google/type/dayofweek.proto': type(enumOf('DayOfWeek', 'DAY_OF_WEEK_UNSPECIFIED', dayNames)),
  'google/type/decimal.proto': type('message Decimal { string value = 1; }'),
  'google/type/expr.proto': type(
    'message Expr { string expression = 1; string title = 2; string description = 3; string location = 4; }',
  ),
  'google/type/fraction.proto': type('message Fraction { int64 numerator = 1; int64 denominator = 2; }'),
  'google/type/interval.proto': type(
    `import "google/protobuf/timestamp.proto";
     message Interval { google.protobuf.Timestamp start_time = 1; google.protobuf.Timestamp end_time = 2; }`,
  ),
  'google/type/latlng.proto': type('message LatLng { double latitude = 1; double longitude = 2; }'),
  'google/type/money.proto': type(
    'message Money { string currency_code = 1; int64 units = 2; int32 nanos = 3; }',
  ),
  'google/type/month.proto': type(enumOf('Month', 'MONTH_UNSPECIFIED', monthNames)),
  'google/type/phone_number.proto': type(
    `message PhoneNumber { message ShortCode { string region_code = 1; string number = 2; }
       oneof kind { string e164_number = 1; ShortCode short_code = 2; } string extension = 3; }`,
  ),
  'google/type/postal_address.proto': type(
    `message PostalAddress { int32 revision = 1; string region_code = 2; string language_code = 3;
       string postal_code = 4; string sorting_code = 5; string administrative_area = 6; string locality = 7;
       string sublocality = 8; repeated string address_lines = 9; repeated string recipients = 10;
       string organization = 11; }`,
  ),
  'google/type/quaternion.proto': type(
    'message Quaternion { double x = 1; double y = 2; double z = 3; double w = 4; }',
  ),
  'google/type/timeofday.proto': type(
    'message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos = 4; }',
  ),
  'confluent/type/decimal.proto': proto3(
    'confluent.type',
    'message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }',
  ),
  'confluent/meta.proto': proto3(
    'confluent',
    `import "google/protobuf/descriptor.proto";
     message Meta { string doc = 1; map<string, string> params = 2; repeated string tags = 3; }
     ${['File', 'Message', 'Field', 'Enum', 'EnumValue'].map((name) => meta(name, 1088)).join(' ')}`,
  ),
}
