package dev.tributary.broker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/** Logs clients in with an API key and its secret, by SASL/PLAIN and SCRAM-SHA-512 from the same verifier. */
public final class KeyLoginHandler implements AuthenticateCallbackHandler {
    private static final int REMEMBERED = 1024;
    private static final byte[] PROCESS_SECRET = new byte[32];

    static {
        new SecureRandom().nextBytes(PROCESS_SECRET);
    }

    /** Passwords that passed, as an HMAC bound to the verifier: a repeated PLAIN login costs no PBKDF2. */
    private static final Map<String, byte[]> PASSED = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    private KeyFile keys;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
        keys = KeyFile.of(configs);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        String key = "";
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                key = name.getDefaultName();
            } else if (callback instanceof PlainAuthenticateCallback plain) {
                plain.authenticated(isRight(key, plain.password()));
            } else if (callback instanceof ScramCredentialCallback scram) {
                KeyFile.Entry entry = keys.findForLogin(key);
                if (entry != null) scram.scramCredential(entry.credential());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    private boolean isRight(String key, char[] password) {
        KeyFile.Entry entry = keys.findForLogin(key);
        if (entry == null || password == null) return false;
        try {
            String secret = new String(password);
            byte[] proof = remembered(entry.credential(), secret);
            synchronized (PASSED) {
                byte[] passed = PASSED.get(key);
                if (passed != null && MessageDigest.isEqual(passed, proof)) return true;
            }
            if (!matches(entry.credential(), secret)) return false;
            synchronized (PASSED) {
                PASSED.put(key, proof);
            }
            return true;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] remembered(ScramCredential credential, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PROCESS_SECRET, "HmacSHA256"));
        mac.update(credential.storedKey());
        return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean matches(ScramCredential credential, String secret) throws GeneralSecurityException {
        ScramFormatter scram = new ScramFormatter(ScramMechanism.SCRAM_SHA_512);
        byte[] salted = scram.saltedPassword(secret, credential.salt(), credential.iterations());
        return MessageDigest.isEqual(credential.storedKey(), scram.storedKey(scram.clientKey(salted)));
    }
}
