import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Schemas and values as JSON that says each value's Java class, as tests/support/connect-judge/judge.ts writes and reads it. */
final class Data {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();
  /** The same text gives the same object, so that structs and their fields agree. */
  private final Map<String, Schema> schemas = new HashMap<>();

  Schema schema(JsonNode node) {
    if (node == null || node.isNull()) return null;
    String text = node.toString();
    Schema known = schemas.get(text);
    if (known == null) schemas.put(text, known = build(node));
    return known;
  }

  private Schema build(JsonNode node) {
    SchemaBuilder builder =
        switch (Schema.Type.valueOf(node.get("type").textValue())) {
          case ARRAY -> SchemaBuilder.array(schema(node.get("valueSchema")));
          case MAP -> SchemaBuilder.map(schema(node.get("keySchema")), schema(node.get("valueSchema")));
          case STRUCT -> {
            SchemaBuilder struct = SchemaBuilder.struct();
            for (JsonNode field : node.get("fields")) struct.field(field.get("name").textValue(), schema(field.get("schema")));
            yield struct;
          }
          default -> new SchemaBuilder(Schema.Type.valueOf(node.get("type").textValue()));
        };
    if (node.get("optional").booleanValue()) builder.optional();
    if (node.has("name")) builder.name(node.get("name").textValue());
    if (node.has("version")) builder.version(node.get("version").intValue());
    if (node.has("doc")) builder.doc(node.get("doc").textValue());
    if (node.has("parameters"))
      node.get("parameters").fields().forEachRemaining(entry -> builder.parameter(entry.getKey(), entry.getValue().textValue()));
    if (node.has("default")) builder.defaultValue(value(builder, node.get("default")));
    return builder.build();
  }

  JsonNode node(Schema schema) {
    if (schema == null) return NODES.nullNode();
    ObjectNode node = NODES.objectNode().put("type", schema.type().name()).put("optional", schema.isOptional());
    if (schema.name() != null) node.put("name", schema.name());
    if (schema.version() != null) node.put("version", schema.version());
    if (schema.doc() != null) node.put("doc", schema.doc());
    if (schema.parameters() != null && !schema.parameters().isEmpty()) node.set("parameters", JSON.valueToTree(schema.parameters()));
    if (schema.defaultValue() != null) node.set("default", node(schema.defaultValue()));
    if (schema.type() == Schema.Type.STRUCT) {
      ArrayNode fields = node.putArray("fields");
      for (Field field : schema.fields()) fields.add(NODES.objectNode().put("name", field.name()).set("schema", node(field.schema())));
    }
    if (schema.type() == Schema.Type.MAP && schema.keySchema() != null) node.set("keySchema", node(schema.keySchema()));
    if ((schema.type() == Schema.Type.MAP || schema.type() == Schema.Type.ARRAY) && schema.valueSchema() != null)
      node.set("valueSchema", node(schema.valueSchema()));
    return node;
  }

  Object value(Schema schema, JsonNode node) {
    if (node == null || node.isNull()) return null;
    if (node.isTextual()) return node.textValue();
    if (node.isBoolean()) return node.booleanValue();
    String kind = node.fieldNames().next();
    JsonNode inner = node.get(kind);
    return switch (kind) {
      case "int8" -> (byte) inner.intValue();
      case "int16" -> (short) inner.intValue();
      case "int32" -> inner.intValue();
      case "int64" -> Long.parseLong(inner.textValue());
      case "float32" -> Float.parseFloat(inner.textValue());
      case "float64" -> Double.parseDouble(inner.textValue());
      case "bytes" -> Base64.getDecoder().decode(inner.textValue());
      case "decimal" -> new BigDecimal(inner.textValue());
      case "date" -> new java.util.Date(inner.longValue());
      case "list" -> {
        List<Object> list = new ArrayList<>();
        for (JsonNode item : inner) list.add(value(schema == null ? null : schema.valueSchema(), item));
        yield list;
      }
      case "map" -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (JsonNode entry : inner)
          map.put(
              value(schema == null ? null : schema.keySchema(), entry.get(0)),
              value(schema == null ? null : schema.valueSchema(), entry.get(1)));
        yield map;
      }
      case "struct" -> {
        Struct struct = new Struct(schema.schema());
        for (Field field : schema.fields()) struct.put(field, value(field.schema(), inner.get(field.name())));
        yield struct;
      }
      default -> throw new IllegalArgumentException(kind);
    };
  }

  JsonNode node(Object value) {
    if (value == null) return NODES.nullNode();
    if (value instanceof String text) return NODES.textNode(text);
    if (value instanceof Boolean flag) return NODES.booleanNode(flag);
    ObjectNode node = NODES.objectNode();
    if (value instanceof Byte number) return node.put("int8", number);
    if (value instanceof Short number) return node.put("int16", number);
    if (value instanceof Integer number) return node.put("int32", number);
    if (value instanceof Long number) return node.put("int64", number.toString());
    if (value instanceof Float number) return node.put("float32", number.toString());
    if (value instanceof Double number) return node.put("float64", number.toString());
    if (value instanceof byte[] bytes) return node.put("bytes", Base64.getEncoder().encodeToString(bytes));
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return node(bytes);
    }
    if (value instanceof BigDecimal decimal) return node.put("decimal", decimal.toString());
    if (value instanceof java.util.Date date) return node.put("date", date.getTime());
    if (value instanceof List<?> list) {
      ArrayNode items = node.putArray("list");
      for (Object item : list) items.add(node(item));
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      ArrayNode entries = node.putArray("map");
      map.forEach((key, item) -> entries.add(NODES.arrayNode().add(node(key)).add(node(item))));
      return node;
    }
    if (value instanceof Struct struct) {
      ObjectNode fields = node.putObject("struct");
      for (Field field : struct.schema().fields()) fields.set(field.name(), node(struct.getWithoutDefault(field.name())));
      return node;
    }
    throw new IllegalArgumentException(value.getClass().getName());
  }
}
