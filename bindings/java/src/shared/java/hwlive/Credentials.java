package hwlive;

import java.time.Instant;

/**
 * What a function for {@link Config#credentialsProvider} returns: an access key, or a token.
 *
 * @param accessKey the access key, or null if there is a token
 * @param secretKey its secret key
 * @param securityToken the security token of a temporary key, or null
 * @param authToken the token, or null if there is an access key
 * @param expiry when they end; the function is called again before. null: they are kept.
 */
public record Credentials(String accessKey, String secretKey, String securityToken, String authToken, Instant expiry) {
    /** Makes an access key. */
    public static Credentials accessKey(String accessKey, String secretKey, String securityToken, Instant expiry) {
        return new Credentials(accessKey, secretKey, securityToken, null, expiry);
    }

    /** Makes a token. */
    public static Credentials authToken(String token, Instant expiry) {
        return new Credentials(null, null, null, token, expiry);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Credentials[expiry=" + expiry + "]";
    }
}
