import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.EnvCredentialProvider;
import com.huaweicloud.sdk.core.auth.MetadataCredentialProvider;
import com.huaweicloud.sdk.core.auth.ProfileCredentialProvider;
import com.huaweicloud.sdk.core.auth.SigningAlgorithm;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.core.region.Region;
import com.huaweicloud.sdk.live.v1.LiveClient;
import com.huaweicloud.sdk.live.v1.model.ListRecordCallbackConfigsRequest;
import com.huaweicloud.sdk.live.v1.model.RecordCallbackConfig;
import com.huaweicloud.sdk.live.v1.model.ShowRecordCallbackConfigRequest;
import com.huaweicloud.sdk.live.v1.model.ShowRecordCallbackConfigResponse;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The official Java SDK against the stand-in, which runs it:
 *
 * <pre>
 * hwlive-stand-in -- java … Peer
 * hwlive-stand-in --callbacks tests/peers/answers.json -- java … Peer tests/peers/answers.json
 * record java … Peer
 * </pre>
 *
 * The first is proof that the stand-in is faithful: each check makes the SDK get credentials or a project id in another
 * way, and show the documented callback. The second says what the SDK makes of each answer, one line of JSON a case. The
 * third has it get credentials from each source that it has variables for; see record.rs.
 *
 * HUAWEICLOUD_SDK_CREDENTIALS_FILE names a file that can be written: the SDK reads its name but once.
 */
public class Peer {
    private static final String EXAMPLE = "e2fe84def7e476651034ec4b9e92bc30";
    private static final String ENDPOINT = System.getenv("HUAWEICLOUD_SDK_ENDPOINT");
    private static final String ACCESS_KEY = System.getenv("HUAWEICLOUD_SDK_AK");
    private static final String SECRET_KEY = System.getenv("HUAWEICLOUD_SDK_SK");
    private static final String PROJECT_ID = System.getenv("HUAWEICLOUD_SDK_PROJECT_ID");
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--source")) {
            checkSource(arguments[1]);
        } else if (arguments.length > 0) {
            checkAnswers(new File(arguments[0]));
        } else {
            checkCredentials();
        }
        System.exit(0); // The SDK's threads would go on.
    }

    private static ShowRecordCallbackConfigResponse show(LiveClient client, String id) {
        return client.showRecordCallbackConfig(new ShowRecordCallbackConfigRequest().withId(id));
    }

    private static ClientBuilder<LiveClient> byEndpoint() {
        return LiveClient.newBuilder().withEndpoints(List.of(ENDPOINT));
    }

    private static ClientBuilder<LiveClient> byRegion() {
        return LiveClient.newBuilder().withRegion(new Region("cn-north-4", ENDPOINT));
    }

    private static BasicCredentials key(String secretKey) {
        return new BasicCredentials().withAk(ACCESS_KEY).withSk(secretKey);
    }

    private static LiveClient anAccessKey(String secretKey) {
        return byEndpoint().withCredential(key(secretKey).withProjectId(PROJECT_ID)).build();
    }

    private static LiveClient aProfile() {
        String text = "[basic]\nak = %s\nsk = %s\nproject_id = %s\n".formatted(ACCESS_KEY, SECRET_KEY, PROJECT_ID);
        try {
            Files.writeString(Path.of(System.getenv("HUAWEICLOUD_SDK_CREDENTIALS_FILE")), text);
        } catch (IOException error) {
            throw new AssertionError(error);
        }
        return byEndpoint().withCredential(ProfileCredentialProvider.getBasicCredentialProfileProvider().getCredentials()).build();
    }

    private static LiveClient metadata() {
        // The SDK knows but the one address; the stand-in answers as a proxy would.
        URI standIn = URI.create(ENDPOINT);
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(standIn.getHost(), standIn.getPort()));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                return List.of(target.getHost().equals("169.254.169.254") ? proxy : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI target, SocketAddress address, IOException failure) {}
        });
        var credentials = (BasicCredentials) MetadataCredentialProvider.getBasicCredentialMetadataProvider().getCredentials();
        return byEndpoint().withCredential(credentials.withProjectId(PROJECT_ID)).build();
    }

    private static LiveClient derivedKeys() {
        BasicCredentials key = key(SECRET_KEY).withProjectId(PROJECT_ID).withDerivedPredicate(request -> true);
        return byRegion().withDerivedAuthServiceName("live").withCredential(key).build();
    }

    private static void listed(ListRecordCallbackConfigsRequest request, int total, List<String> ids) {
        var answer = anAccessKey(SECRET_KEY).listRecordCallbackConfigs(request);
        List<String> listed = answer.getCallbackConfig().stream().map(RecordCallbackConfig::getId).toList();
        if (answer.getTotal() != total || !listed.equals(ids)) {
            throw new AssertionError(request + ": " + answer);
        }
    }

    private static void checkList() {
        var request = new ListRecordCallbackConfigsRequest();
        listed(request, 1, List.of(EXAMPLE));
        // A callback for every application is listed for each.
        request.withPublishDomain("publish.example.com").withApp("live & more").withOffset(0).withLimit(100);
        listed(request, 1, List.of(EXAMPLE));
        listed(new ListRecordCallbackConfigsRequest().withOffset(1), 1, List.of());
        listed(new ListRecordCallbackConfigsRequest().withPublishDomain("other.example.com"), 0, List.of());
        System.out.println("Java: lists: with filters and pages");
    }

    private static void refused(LiveClient client, String id, int status, String code) {
        try {
            show(client, id);
        } catch (ServiceResponseException refusal) {
            if (refusal.getHttpStatusCode() == status && code.equals(refusal.getErrorCode()) && refusal.getRequestId() != null) {
                return;
            }
            throw new AssertionError(refusal);
        }
        throw new AssertionError(id + " was shown");
    }

    private static void checkCredentials() {
        Map<String, Supplier<LiveClient>> ways = new LinkedHashMap<>();
        ways.put("an access key", () -> anAccessKey(SECRET_KEY));
        ways.put("the environment", () -> byEndpoint().build());
        ways.put("a project that is looked up", () -> byRegion().withCredential(key(SECRET_KEY)).build());
        ways.put("a profile", Peer::aProfile);
        ways.put("metadata", Peer::metadata);
        ways.put("derived keys", Peer::derivedKeys);
        ways.forEach((name, way) -> {
            ShowRecordCallbackConfigResponse answer = show(way.get(), EXAMPLE);
            if (!EXAMPLE.equals(answer.getId()) || answer.getHttpStatusCode() != 200) {
                throw new AssertionError(name + ": " + answer);
            }
            System.out.println("Java: " + name + ": " + answer.getNotifyCallbackUrl());
        });
        checkList();
        refused(anAccessKey(SECRET_KEY), "there-is-none", 404, "LIVE.100011001");
        refused(anAccessKey("another secret key"), EXAMPLE, 401, "APIGW.0301");
        System.out.println("Java: refusals: as the service's");
    }

    private static Map<String, Object> result(LiveClient client, String id) {
        Map<String, Object> shown = new LinkedHashMap<>();
        try {
            ShowRecordCallbackConfigResponse answer = show(client, id);
            shown.put("id", answer.getId());
            shown.put("publish_domain", answer.getPublishDomain());
            shown.put("app", answer.getApp());
            shown.put("notify_callback_url", answer.getNotifyCallbackUrl());
            shown.put("notify_event_subscription", answer.getNotifyEventSubscription());
            shown.put("sign_type", answer.getSignType());
            shown.put("create_time", text(answer.getCreateTime()));
            shown.put("update_time", text(answer.getUpdateTime()));
        } catch (ServiceResponseException refusal) {
            shown.put("status", refusal.getHttpStatusCode());
            shown.put("code", refusal.getErrorCode());
            shown.put("message", refusal.getErrorMsg());
            shown.put("request_id", refusal.getRequestId() != null);
        } catch (RuntimeException failure) {
            shown.clear();
            shown.put("status", 0);
            shown.put("failed", failure.getClass().getSimpleName());
        }
        return shown;
    }

    /** A date has no form of its own in JSON. */
    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static void checkAnswers(File file) throws IOException {
        for (JsonNode test : JSON.readTree(file).get("cases")) {
            LiveClient client = anAccessKey(test.path("secret_key").asText(SECRET_KEY));
            Map<String, Object> shown = result(client, test.get("id").asText());
            shown.put("case", test.get("name").asText());
            System.out.println(JSON.writeValueAsString(shown));
            show(anAccessKey(SECRET_KEY), EXAMPLE); // So that no bad signatures in a row lock the key.
        }
    }

    /** The SDK's chain is not asked: it asks the metadata service for what it does not find. */
    private static void checkSource(String source) throws IOException {
        Map<String, Object> said = new LinkedHashMap<>();
        if (source.equals("oidc") || source.equals("pod-identity")) {
            said.put("absent", true); // The SDK reads no variables of it.
        } else {
            HttpConfig config = HttpConfig.getDefaultHttpConfig();
            if (source.equals("sm3")) {
                config.withSigningAlgorithm(SigningAlgorithm.HMAC_SM3);
            }
            try {
                var credentials = EnvCredentialProvider.getBasicCredentialEnvProvider().getCredentials();
                said.put("id", show(byEndpoint().withHttpConfig(config).withCredential(credentials).build(), EXAMPLE).getId());
            } catch (RuntimeException failure) {
                said.put("failed", failure.toString());
            }
        }
        System.out.println(JSON.writeValueAsString(said));
    }
}
