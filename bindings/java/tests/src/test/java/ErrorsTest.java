import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hwlive.Client;
import hwlive.Config;
import hwlive.HwliveException;
import hwlive.Trust;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of failure throws a class of its own, which has all that is known of it. */
class ErrorsTest {
    private static HwliveException failure(Config config, String id) {
        try (config; Client client = new Client(config)) {
            return assertThrows(HwliveException.class, () -> client.showRecordCallback(id));
        }
    }

    private static HwliveException failure(String id) {
        return failure(Service.config(), id);
    }

    @Test
    void thereIsAClassForEachKind() {
        Set<String> kinds = Arrays.stream(HwliveException.Kind.values()).map(kind -> kind.name().replace("_", "")).collect(Collectors.toSet());
        Set<String> classes = Arrays.stream(HwliveException.class.getClasses()).filter(HwliveException.class::isAssignableFrom)
                .peek(one -> assertTrue(Modifier.isFinal(one.getModifiers()), one.getName()))
                .map(one -> one.getSimpleName().toUpperCase()).collect(Collectors.toSet());
        assertEquals(kinds, classes);
    }

    @ParameterizedTest
    @CsvSource({"unknown, NOT_FOUND, 404, false", "throttled, THROTTLED, 429, true", "broken, SERVICE, 500, true",
            "denied, UNAUTHORIZED, 403, false", "page, BAD_RESPONSE, 200, false", "cut-off, CONNECT, 200, true", "'', INVALID_ARGUMENT, 0, false"})
    void aRefusalHasItsClass(String id, HwliveException.Kind kind, int status, boolean isRetryable) {
        HwliveException failure = failure(id);
        assertSame(kind, failure.kind(), failure::toString);
        assertEquals(kind.name().replace("_", ""), failure.getClass().getSimpleName().toUpperCase());
        assertEquals(status, failure.status());
        assertEquals(isRetryable, failure.isRetryable(), failure::toString);
        assertEquals(status == 0 ? 0 : 1, failure.attempts());
        assertEquals(status == 0, failure.requestId() == null);
        assertFalse(failure.getMessage().isEmpty());
        assertTrue(failure.toString().contains(failure.getMessage()));
    }

    @Test
    void whatTheServiceSays() {
        HwliveException denied = failure("denied");
        assertEquals("PDP.0001", denied.serviceCode());
        assertEquals("拒绝", denied.serviceMessage());
        assertEquals("why-it-was-denied", denied.encodedAuthorizationMessage());
        assertNull(denied.retryAfterMs());
        assertEquals("LIVE.100011001", failure("unknown").serviceCode());
        HwliveException nothing = failure("");
        for (Object absent : new Object[] {nothing.serviceCode(), nothing.serviceMessage(), nothing.requestId(),
                nothing.encodedAuthorizationMessage(), nothing.retryAfterMs()}) assertNull(absent);
    }

    @Test
    void textsThatCDoesNotTake() {
        try (Client client = Service.client()) {
            for (String id : new String[] {"a\0b", "\ud800", "\udc00x", null, "..", "x".repeat(129)})
                assertThrows(HwliveException.InvalidArgument.class, () -> client.showRecordCallback(id), () -> "id " + id);
            assertThrows(HwliveException.InvalidArgument.class, () -> client.listRecordCallbacks("a\0b", null));
            assertThrows(HwliveException.InvalidArgument.class, () -> client.listRecordCallbacks("", null));
        }
    }

    @Test
    void settings() {
        assertTrue(assertThrows(HwliveException.InvalidArgument.class,
                () -> new Client(new Config().region("moon").accessKey("key", "secret", null))).getMessage().contains("moon"));
        assertThrows(HwliveException.Credentials.class, () -> new Client(new Config().region("cn-north-4")));
    }

    @Test
    void nothingListens() throws IOException {
        // Bound, so that nobody else takes the port, and it does not listen.
        try (Socket refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            HwliveException failure = failure(Service.config().endpoint("https://127.0.0.1:" + refusing.getLocalPort()), "bare");
            assertInstanceOf(HwliveException.Connect.class, failure);
            assertTrue(failure.isRetryable());
            assertEquals(0, failure.status());
        }
    }

    @Test
    void nothingAnswers() throws IOException {
        try (ServerSocket silent = Service.silent()) {
            HwliveException failure = failure(Service.config().endpoint(Service.url(silent)).timeout(Duration.ofMillis(200)), "bare");
            assertInstanceOf(HwliveException.Timeout.class, failure);
            assertTrue(failure.isRetryable());
        }
    }

    @Test
    void aCertificateThatIsNotTrusted() {
        HwliveException failure = failure(Service.config().trust(Trust.BUILT_IN), "bare");
        assertInstanceOf(HwliveException.Tls.class, failure);
        assertFalse(failure.isRetryable());
    }

    @Test
    void credentialsThatAreRefused() {
        assertInstanceOf(HwliveException.Unauthorized.class, failure(Service.config().accessKey("STANDINACCESSKEY0001", "wrong", null), "bare"));
    }

    @Test
    void anErrorIsSerialized() throws IOException, ClassNotFoundException {
        HwliveException thrown = failure("denied");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(written)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            HwliveException read = assertInstanceOf(HwliveException.Unauthorized.class, in.readObject());
            assertEquals(thrown.getMessage(), read.getMessage());
            assertEquals(thrown.serviceCode(), read.serviceCode());
            assertEquals(thrown.requestId(), read.requestId());
            assertNotNull(read.requestId());
        }
    }
}
