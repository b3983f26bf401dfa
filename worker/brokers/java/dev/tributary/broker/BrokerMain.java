package dev.tributary.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Starts one broker: says who it is in the pid file (so that a worker that died right after the spawn finds it again),
 * formats an empty data folder when told to, then runs Kafka. Arguments: server.properties, pid file, cluster id, format|keep.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Path pidFile = Path.of(args[1]);
        Path temporary = pidFile.resolveSibling(pidFile.getFileName() + ".new");
        Files.writeString(temporary, String.format(
            "{\"pid\":%d,\"stamp\":\"%s\",\"startedAt\":\"%s\",\"clusterId\":\"%s\"}%n",
            ProcessHandle.current().pid(), stamp(), Instant.now(), args[2]));
        Files.move(temporary, pidFile, StandardCopyOption.ATOMIC_MOVE);
        if (args[3].equals("format")) {
            int code = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", args[2], "-c", args[0]}, System.out);
            if (code != 0) System.exit(code);
        }
        Kafka.main(new String[] {args[0]});
    }

    /** What tells this process from a later one with the same pid; worker/brokers/process-identity.ts reads the same. */
    private static String stamp() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return String.valueOf(ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond());
        }
        String text = Files.readString(stat);
        String ticks = text.substring(text.lastIndexOf(')') + 2).split(" ")[19];
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim() + "/" + ticks;
    }
}
