import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Apache Avro's own verdicts: on each line of standard input ["reader's schema", "writer's schema"], on each line of
 * standard output {"found": [{"type", "location", "message"}]} or {"invalid": "reader" | "writer", "reason"}.
 */
public final class AvroJudge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AvroJudge() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode pair = JSON.readTree(line);
      out.println(JSON.writeValueAsString(judge(pair.get(0).asText(), pair.get(1).asText())));
    }
    out.flush();
  }

  private static ObjectNode judge(String readerText, String writerText) {
    ObjectNode answer = JSON.createObjectNode();
    String side = "reader";
    try {
      Schema reader = new Schema.Parser().parse(readerText);
      side = "writer";
      Schema writer = new Schema.Parser().parse(writerText);
      ArrayNode found = answer.putArray("found");
      for (Incompatibility one :
          SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult().getIncompatibilities()) {
        found.addObject().put("type", one.getType().name()).put("location", one.getLocation()).put("message", one.getMessage());
      }
    } catch (RuntimeException invalid) {
      answer.put("invalid", side).put("reason", String.valueOf(invalid.getMessage()));
    }
    return answer;
  }
}
