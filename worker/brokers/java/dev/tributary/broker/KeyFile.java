package dev.tributary.broker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys of one cluster: a file that the worker replaces atomically and that is read again when it changed.
 * A missing or damaged file means that no key is known: nobody logs in and open connections lose their rights.
 * Layout: "tributary-keys 1", one "key salt iterations storedKey serverKey principal" per line, "sha256 HEX" of all before.
 */
public final class KeyFile implements KeyFileMBean {
    public record Entry(ScramCredential credential, String principal) {}

    private record Snapshot(Object stamp, Map<String, Entry> entries, String digest, String error) {}

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Map<String, KeyFile> OPEN = new ConcurrentHashMap<>();
    private static final Pattern PRINCIPAL = Pattern.compile("(sa|u)-[A-Za-z0-9-]{1,64}");
    private static final long CHECK_NANOS = 100_000_000L;

    private final Path path;
    private volatile Snapshot snapshot = new Snapshot(null, Map.of(), "", "not read yet");
    private volatile long checkedAt;

    private KeyFile(Path path) {
        this.path = path;
        refresh();
        try {
            ManagementFactory.getPlatformMBeanServer()
                .registerMBean(this, new ObjectName("dev.tributary:type=KeyFile"));
        } catch (Exception e) {
            LOG.warn("The state of the API key file is not visible over JMX", e);
        }
    }

    /** One reader per path, shared by the login handlers and the principal builder. */
    public static KeyFile of(Map<String, ?> configs) {
        Object path = configs.get("tributary.apikeys.file");
        if (path == null) throw new IllegalArgumentException("tributary.apikeys.file is not set");
        return OPEN.computeIfAbsent(path.toString(), p -> new KeyFile(Path.of(p)));
    }

    /** For logins: a key written a moment ago is found, because an unknown one makes us look at the file again. */
    public Entry findForLogin(String key) {
        Entry known = find(key);
        if (known != null) return known;
        refresh();
        return snapshot.entries.get(key);
    }

    /** For every request: a removed key is gone 100 ms later at the latest. */
    public Entry find(String key) {
        if (System.nanoTime() - checkedAt > CHECK_NANOS) refresh();
        return snapshot.entries.get(key);
    }

    @Override
    public int getKeys() {
        find("");
        return snapshot.entries.size();
    }

    @Override
    public String getDigest() {
        find("");
        return snapshot.digest;
    }

    @Override
    public String getError() {
        find("");
        return snapshot.error == null ? "" : snapshot.error;
    }

    private synchronized void refresh() {
        Snapshot before = snapshot;
        Snapshot now = read(before);
        checkedAt = System.nanoTime();
        if (now == before) return;
        snapshot = now;
        if (now.error != null && !now.error.equals(before.error)) {
            LOG.error("No API key can log in: {} ({})", now.error, path);
        } else if (now.error == null) {
            LOG.info("{} API keys are in force", now.entries.size());
        }
    }

    private Snapshot read(Snapshot before) {
        Object stamp = null;
        try {
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            stamp = a.fileKey() + "/" + a.lastModifiedTime() + "/" + a.size();
            if (stamp.equals(before.stamp)) return before;
            String text = Files.readString(path, StandardCharsets.US_ASCII);
            return new Snapshot(stamp, parse(text), text.substring(text.lastIndexOf(' ') + 1).trim(), null);
        } catch (IOException e) {
            String error = Files.exists(path) ? "the key file cannot be read" : "the key file is missing";
            return before.stamp == null && error.equals(before.error) ? before : new Snapshot(null, Map.of(), "", error);
        } catch (RuntimeException | GeneralSecurityException e) {
            return new Snapshot(stamp, Map.of(), "", "the key file is damaged");
        }
    }

    private static Map<String, Entry> parse(String text) throws GeneralSecurityException {
        int footer = text.lastIndexOf("sha256 ");
        if (footer < 0 || !text.startsWith("tributary-keys 1\n")) throw new IllegalArgumentException();
        byte[] digest = MessageDigest.getInstance("SHA-256")
            .digest(text.substring(0, footer).getBytes(StandardCharsets.US_ASCII));
        if (!HexFormat.of().formatHex(digest).equals(text.substring(footer + 7).trim())) {
            throw new IllegalArgumentException();
        }
        Map<String, Entry> entries = new HashMap<>();
        Base64.Decoder base64 = Base64.getDecoder();
        String[] lines = text.substring(0, footer).split("\n");
        for (int i = 1; i < lines.length; i++) {
            String[] f = lines[i].split(" ");
            if (f.length != 6 || !PRINCIPAL.matcher(f[5]).matches()) throw new IllegalArgumentException();
            ScramCredential credential = new ScramCredential(
                base64.decode(f[1]), base64.decode(f[3]), base64.decode(f[4]), Integer.parseInt(f[2]));
            if (credential.iterations() < 4096 || credential.storedKey().length != 64) throw new IllegalArgumentException();
            entries.put(f[0], new Entry(credential, f[5]));
        }
        return Map.copyOf(entries);
    }
}
