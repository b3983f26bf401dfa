import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Kafka Connect's own answers: a question on each line of standard input, see Question in judge.ts; an answer on each of standard output. */
public final class ConnectJudge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final Data data = new Data();
  private final Map<String, Object> plugins = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    ConnectJudge judge = new ConnectJudge();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      ObjectNode answer;
      try {
        answer = judge.answer(JSON.readTree(line));
      } catch (Throwable error) {
        answer = NODES.objectNode().put("error", error.getClass().getName()).put("message", error.getMessage());
      }
      out.println(JSON.writeValueAsString(answer));
    }
    out.flush();
  }

  private ObjectNode answer(JsonNode question) throws Exception {
    Schema schema = data.schema(question.get("schema"));
    switch (question.get("ask").textValue()) {
      case "parse":
        return typed(Values.parseString(question.get("text").textValue()));
      case "text":
        return NODES.objectNode().put("text", Values.convertToString(schema, data.value(schema, question.get("value"))));
      case "javaText":
        return NODES.objectNode().put("text", String.valueOf(data.value(schema, question.get("value"))));
      case "toConnect":
        return typed(((Converter) plugin(question)).toConnectData("topic", bytes(question.get("bytes"))));
      case "fromConnect":
        return bytes(((Converter) plugin(question)).fromConnectData("topic", schema, data.value(schema, question.get("value"))));
      case "toConnectHeader":
        return typed(((HeaderConverter) plugin(question)).toConnectHeader("topic", "header", bytes(question.get("bytes"))));
      case "fromConnectHeader":
        return bytes(((HeaderConverter) plugin(question)).fromConnectHeader("topic", "header", schema, data.value(schema, question.get("value"))));
      case "transform":
        return transform(question);
      case "predicate":
        return predicate(question);
      default:
        throw new IllegalArgumentException("ask");
    }
  }

  @SuppressWarnings("unchecked")
  private ObjectNode transform(JsonNode question) throws Exception {
    SinkRecord record = ((Transformation<SinkRecord>) plugin(question)).apply(record(question.get("record")));
    ObjectNode answer = NODES.objectNode();
    if (record == null) return answer.putNull("record");
    ObjectNode node = answer.putObject("record").put("topic", record.topic()).put("partition", record.kafkaPartition());
    node.put("timestamp", record.timestamp());
    node.set("keySchema", data.node(record.keySchema()));
    node.set("key", data.node(record.key()));
    node.set("valueSchema", data.node(record.valueSchema()));
    node.set("value", data.node(record.value()));
    ArrayNode headers = node.putArray("headers");
    for (Header header : record.headers()) {
      ObjectNode one = headers.addObject().put("key", header.key());
      one.set("schema", data.node(header.schema()));
      one.set("value", data.node(header.value()));
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private ObjectNode predicate(JsonNode question) throws Exception {
    return NODES.objectNode().put("holds", ((Predicate<SinkRecord>) plugin(question)).test(record(question.get("record"))));
  }

  private SinkRecord record(JsonNode node) {
    Schema keySchema = data.schema(node.get("keySchema"));
    Schema valueSchema = data.schema(node.get("valueSchema"));
    ConnectHeaders headers = new ConnectHeaders();
    for (JsonNode header : node.get("headers")) {
      Schema schema = data.schema(header.get("schema"));
      headers.add(header.get("key").textValue(), data.value(schema, header.get("value")), schema);
    }
    JsonNode timestamp = node.get("timestamp");
    return new SinkRecord(
        node.get("topic").textValue(), node.path("partition").asInt(0),
        keySchema, data.value(keySchema, node.get("key")), valueSchema, data.value(valueSchema, node.get("value")),
        node.path("offset").asLong(0), timestamp.isNull() ? null : timestamp.longValue(), TimestampType.CREATE_TIME, headers);
  }

  /** Made once for each class and configuration; `isKey` is of converters. */
  private Object plugin(JsonNode question) throws Exception {
    String id = question.get("class") + " " + question.get("config") + " " + question.path("isKey");
    Object known = plugins.get(id);
    if (known != null) return known;
    Object made = Class.forName(question.get("class").textValue()).getDeclaredConstructor().newInstance();
    Map<String, String> config = new HashMap<>();
    question.get("config").fields().forEachRemaining(entry -> config.put(entry.getKey(), entry.getValue().textValue()));
    String ask = question.get("ask").textValue();
    if (ask.endsWith("Header")) {
      config.put("converter.type", "header");
      ((HeaderConverter) made).configure(config);
    } else if (made instanceof Converter converter) converter.configure(config, question.path("isKey").asBoolean(false));
    else ((org.apache.kafka.common.Configurable) made).configure(config);
    plugins.put(id, made);
    return made;
  }

  private ObjectNode typed(SchemaAndValue found) {
    if (found == null) return NODES.objectNode().put("nothing", true);
    ObjectNode answer = NODES.objectNode();
    answer.set("schema", data.node(found.schema()));
    answer.set("value", data.node(found.value()));
    return answer;
  }

  private static byte[] bytes(JsonNode node) {
    return node == null || node.isNull() ? null : Base64.getDecoder().decode(node.textValue());
  }

  private static ObjectNode bytes(byte[] bytes) {
    return NODES.objectNode().put("bytes", bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
  }
}
