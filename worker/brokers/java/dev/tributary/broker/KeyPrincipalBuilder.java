package dev.tributary.broker;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.KafkaPrincipalBuilder;
import org.apache.kafka.common.security.auth.KafkaPrincipalSerde;
import org.apache.kafka.common.security.auth.SaslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/**
 * Turns an API key into the account that owns it, so that ACLs attach to accounts.
 * Kafka asks for every request: the principal of a removed key becomes User:!revoked on connections that are open,
 * and a key named like a super user gains nothing.
 */
public final class KeyPrincipalBuilder implements KafkaPrincipalBuilder, KafkaPrincipalSerde, Configurable {
    /** The listeners that API keys open. On the anonymous one everybody is User:ANONYMOUS. */
    private static final Set<String> BY_KEY = Set.of("CLIENT", "TLS");
    private static final KafkaPrincipal REVOKED = new KafkaPrincipal(KafkaPrincipal.USER_TYPE, "!revoked");

    private final DefaultKafkaPrincipalBuilder plain = new DefaultKafkaPrincipalBuilder(null, null);
    private KeyFile keys;

    @Override
    public void configure(Map<String, ?> configs) {
        keys = KeyFile.of(configs);
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        if (!BY_KEY.contains(context.listenerName())) return plain.build(context);
        if (!(context instanceof SaslAuthenticationContext sasl)) return REVOKED;
        String key = sasl.server().getAuthorizationID();
        KeyFile.Entry entry = keys.find(key);
        if (entry == null) return REVOKED;
        KeyUses.INSTANCE.note(key);
        return new KafkaPrincipal(KafkaPrincipal.USER_TYPE, entry.principal());
    }

    @Override
    public byte[] serialize(KafkaPrincipal principal) {
        return plain.serialize(principal);
    }

    @Override
    public KafkaPrincipal deserialize(byte[] bytes) {
        return plain.deserialize(bytes);
    }
}
