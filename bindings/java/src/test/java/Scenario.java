import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import hwlive.Accept;
import hwlive.Call;
import hwlive.CallReport;
import hwlive.Client;
import hwlive.Config;
import hwlive.Credentials;
import hwlive.Event;
import hwlive.HwliveException;
import hwlive.IpFamily;
import hwlive.LogLevel;
import hwlive.Notification;
import hwlive.RecordCallback;
import hwlive.RecordCallbackList;
import hwlive.SignType;
import hwlive.SigningAlgorithm;
import hwlive.TlsVersion;
import hwlive.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The scenario, in Java. usage: Scenario scenario.json */
public class Scenario {
    static final Logger LOGGER = Logger.getLogger("hwlive");
    static final Gson GSON = new GsonBuilder().serializeNulls().create();

    static final class NotSo extends RuntimeException {
        NotSo(String message) { super(message); }
    }

    static void check(boolean isSo, Object message) {
        if (!isSo) throw new NotSo(String.valueOf(message));
    }

    static long residentKib() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().getAsLong();
    }

    static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_"))
            camel.append(camel.isEmpty() ? part : part.substring(0, 1).toUpperCase() + part.substring(1));
        return camel.toString();
    }

    /** As Gson reads it, so that it can be compared. Enumerations are their numbers in C. */
    static JsonElement json(Object value) {
        Object plain = value;
        if (value instanceof Event event) plain = event == Event.OTHER ? 1L << 31 : 1L << event.ordinal();
        if (value instanceof SignType type) plain = type.ordinal();
        if (value instanceof Set<?> set) plain = set.stream().mapToLong(one -> json(one).getAsLong()).sum();
        return GSON.fromJson(GSON.toJson(plain), JsonElement.class);
    }

    static Object get(Object from, String name) {
        try {
            return from.getClass().getMethod(name).invoke(from);
        } catch (ReflectiveOperationException failure) {
            throw new NotSo(failure.toString());
        }
    }

    static void failed(JsonObject step, HwliveException failure) {
        if (!step.has("error")) throw failure;
        for (Map.Entry<String, JsonElement> field : step.getAsJsonObject("error").entrySet()) {
            Object found = switch (field.getKey()) {
                case "kind" -> failure.kind().name().toLowerCase();
                case "has_request_id" -> failure.requestId() != null;
                default -> get(failure, camel(field.getKey()));
            };
            check(json(found).equals(field.getValue()), field + ": " + found + ": " + failure.getMessage());
        }
        String kind = failure.kind().name().toLowerCase();
        check(camel("x_" + kind).equals("x" + failure.getClass().getSimpleName()) && !failure.getMessage().isEmpty(), failure);
    }

    static void expect(JsonObject step, Object got) {
        check(!step.has("error"), "no error, but " + got);
        for (Map.Entry<String, JsonElement> field : step.getAsJsonObject("expect").entrySet()) {
            Object found = get(got, camel(field.getKey()));
            check(json(found).equals(field.getValue()), field + ": " + found);
        }
    }

    static void calls(JsonObject step, Client client, int times) {
        for (int n = 0; n < times; n++)
            for (JsonElement id : step.getAsJsonArray("ids")) {
                RecordCallback got;
                try {
                    got = shown(step, client, id.getAsString());
                } catch (HwliveException failure) {
                    failed(step, failure);
                    continue;
                }
                expect(step, got);
                check(got.id().equals(id.getAsString()) && got.requestId() != null, got);
            }
    }

    /** Shows a callback, with the step's options of a call if it has some, and checks the report. */
    static RecordCallback shown(JsonObject step, Client client, String id) {
        if (!step.has("call") && !step.has("cancelled")) return client.showRecordCallback(id);
        Call call = new Call();
        check(call.report().attempts() == 0 && call.report().totalUs() == null, call.report());
        if (step.has("call")) step.getAsJsonObject("call").entrySet().forEach(option -> option(call, option.getKey(), option.getValue()));
        if (step.has("cancelled")) new Thread(() -> cancelOnceInUse(call)).start();
        long begun = System.nanoTime();
        try {
            return client.showRecordCallback(id, call);
        } finally {
            check(System.nanoTime() - begun < 10_000_000_000L, "the call was waited for");
            if (step.has("report")) report(step, call.report());
            if (step.has("cancelled")) cancelled(client, call);
            call.close();
        }
    }

    /** While it is in use, no option can be set. */
    static void cancelOnceInUse(Call call) {
        try {
            for (;; Thread.sleep(10)) call.timeout(Duration.ofSeconds(60));
        } catch (HwliveException.InvalidArgument inUse) {
            call.cancel();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void report(JsonObject step, CallReport report) {
        for (Map.Entry<String, JsonElement> field : step.getAsJsonObject("report").entrySet())
            check(json(get(report, camel(field.getKey()))).equals(field.getValue()), field + ": " + report);
        check(report.totalUs() > 0 && report.bytesSent() > 0, report);
        check(step.has("error") || report.bytesReceived() > 0 && report.firstByteUs() > 0 && report.peerAddress() != null, report);
    }

    /** A call that was cancelled stays so; one that is closed is refused. The client goes on. */
    static void cancelled(Client client, Call call) {
        try {
            client.listRecordCallbacks(null, null, call);
            throw new NotSo("the call is not cancelled any more");
        } catch (HwliveException.Cancelled expected) {
            check(call.report().bytesSent() == 0, call.report());
        }
        call.close();
        call.cancel();
        try {
            client.showRecordCallback("bare", call);
            throw new NotSo("a closed call was taken");
        } catch (HwliveException.InvalidArgument expected) {
            check(client.showRecordCallback("bare").id().equals("bare"), "the client does not go on");
        }
    }

    static void option(Call call, String name, JsonElement value) {
        String[] texts = value.isJsonArray() ? GSON.fromJson(value, String[].class) : new String[] {GSON.fromJson(value, String.class)};
        switch (name) {
            case "timeout_ms" -> call.timeout(Duration.ofMillis(value.getAsLong()));
            case "header" -> call.header(texts[0], texts[1]);
            case "access_key" -> call.accessKey(texts[0], texts[1], texts[2]);
            case "auth_token" -> call.authToken(texts[0]);
            default -> throw new NotSo("no option " + name);
        }
    }

    /** A list, with what the scenario asks of it. */
    record Listed(int count, Long total, boolean isComplete, String first) {
        static Listed of(RecordCallbackList list) {
            for (RecordCallback one : list) check(one.id() != null && one.json() != null && one.requestId() != null, one);
            check(list.requestId() != null, list);
            int count = list.callbacks().size();
            return new Listed(count, list.total(), list.isComplete(), count == 0 ? null : list.callbacks().get(0).id());
        }
    }

    static void listed(JsonObject step, Client client) {
        String[] filters = GSON.fromJson(step.get("list"), String[].class);
        List<Supplier<RecordCallbackList>> ways = List.of(() -> client.listRecordCallbacks(filters[0], filters[1]), () -> {
            try (Call call = new Call().timeout(Duration.ofSeconds(20))) {
                return client.listRecordCallbacks(filters[0], filters[1], call);
            }
        });
        for (Supplier<RecordCallbackList> way : ways) {
            RecordCallbackList list;
            try {
                list = way.get();
            } catch (HwliveException failure) {
                failed(step, failure);
                continue;
            }
            expect(step, Listed.of(list));
        }
    }

    static Credentials credentials(String which) {
        return switch (which) {
            case "environment" -> Credentials.accessKey(System.getenv("HUAWEICLOUD_SDK_AK"), System.getenv("HUAWEICLOUD_SDK_SK"), null,
                    Instant.now().plusSeconds(3600));
            case "token" -> Credentials.authToken("no-token-of-the-service", null);
            default -> throw new IllegalStateException("this is expected");
        };
    }

    /** What C calls 0 seconds is no duration at all. */
    static Duration seconds(String number) {
        return number.equals("0") ? null : Duration.ofSeconds(Long.parseLong(number));
    }

    static String[] list(String texts) {
        return texts == null ? new String[0] : texts.split(",", -1);
    }

    static void set(Config config, String name, JsonElement value) {
        String[] texts = value.isJsonArray() ? GSON.fromJson(value, String[].class) : new String[] {GSON.fromJson(value, String.class)};
        switch (name) {
            case "load_default" -> config.loadDefault(value.getAsBoolean());
            case "load_profile" -> config.loadProfile(texts[0]);
            case "load_koocli_profile" -> config.loadKooCliProfile(texts[0], texts.length > 1 ? texts[1] : null);
            case "load_regions_file" -> config.loadRegionsFile(texts[0]);
            case "define_region" -> config.defineRegion(texts[0], texts[1]);
            case "region" -> config.region(texts[0]);
            case "endpoint" -> config.endpoint(texts[0]);
            case "iam_endpoint" -> config.iamEndpoint(texts[0]);
            case "metadata_endpoint" -> config.metadataEndpoint(texts[0]);
            case "project_id" -> config.projectId(texts[0]);
            case "access_key" -> config.accessKey(texts[0], texts[1], texts[2]);
            case "auth_token" -> config.authToken(texts[0]);
            case "iam_user" -> config.iamUser(texts[0], texts[1], texts[2]);
            case "sts_endpoint" -> config.stsEndpoint(texts[0]);
            case "identity_provider" -> config.identityProvider(texts[0], texts[1]);
            case "oidc" -> config.oidc(texts[0], texts[1], texts[2], texts[3]);
            case "oidc_session" -> config.oidcSession(texts[0], seconds(texts[1]), texts[2], list(texts[3]));
            case "pod_identity" -> config.podIdentity(texts[0], texts[1]);
            case "agency" -> config.agency(texts[0], texts[1]);
            case "agency_by_name" -> config.agencyByName(texts[0], texts[1], texts[2]);
            case "agency_session" -> config.agencySession(texts[0], seconds(texts[1]), texts[2], list(texts[3]));
            case "metadata_credentials" -> config.metadataCredentials();
            case "credentials_provider" -> config.credentialsProvider(() -> credentials(texts[0]));
            case "timeout_ms" -> config.timeout(Duration.ofMillis(value.getAsLong()));
            case "connect_timeout_ms" -> config.connectTimeout(Duration.ofMillis(value.getAsLong()));
            case "max_retries" -> config.maxRetries(value.getAsInt());
            case "proxy" -> config.proxy(texts[0]);
            case "ca_file" -> config.caFile(texts[0]);
            case "client_certificate" -> config.clientCertificate(texts[0], texts[1]);
            case "ca_pem" -> config.caPem(texts[0]);
            case "client_certificate_pem" -> config.clientCertificatePem(texts[0], texts[1]);
            case "trust" -> config.trust(Trust.values()[value.getAsInt()]);
            case "pinned_public_keys" -> config.pinnedPublicKeys(texts[0]);
            case "min_tls_version" -> config.minTlsVersion(value.getAsInt() == 13 ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2);
            case "ip_family" -> config.ipFamily(value.getAsInt() == 4 ? IpFamily.IPV4 : IpFamily.ANY);
            case "local_address" -> config.localAddress(texts[0]);
            case "region_by_pattern" -> config.regionByPattern(value.getAsBoolean());
            case "insecure" -> config.insecure(value.getAsBoolean());
            case "user_agent" -> config.userAgent(texts[0]);
            case "signing_algorithm" -> config.signingAlgorithm(SigningAlgorithm.values()[value.getAsInt()]);
            default -> throw new NotSo("no setting " + name);
        }
    }

    static Config config(JsonObject step) {
        Config config = new Config();
        if (!step.has("environment")) config.loadEnvironment();
        if (step.has("settings"))
            step.getAsJsonObject("settings").entrySet().forEach(setting -> set(config, setting.getKey(), setting.getValue()));
        return config;
    }

    static void work(JsonObject step, Client client, int times) {
        if (!step.has("dropped")) calls(step, client, times);
        else for (int n = 0; n < step.get("dropped").getAsInt(); n++) calls(step, new Client(config(step)), 1);
    }

    static void notification(JsonObject step, String key) throws Exception {
        String text = step.get("notification").getAsString();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 2).put((byte) '{').put(bytes);
        direct.flip().position(1);
        Set<Accept> accept = EnumSet.of(Accept.HMACSHA256);
        long now = step.get("now_unix").getAsLong();
        List<Callable<Notification>> attempts = List.of(
                () -> Notification.verified(bytes, key, accept, Notification.TOLERANCE_MS, now),
                () -> Notification.verified(text, key, accept, Notification.TOLERANCE_MS, now),
                () -> Notification.verified(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), key, accept, Notification.TOLERANCE_MS, now),
                () -> Notification.verified(direct, key, accept, Notification.TOLERANCE_MS, now),
                () -> Notification.verified(bytes, key, accept, -1, now));
        for (Callable<Notification> attempt : attempts.subList(0, 4)) {
            try {
                expect(step, attempt.call());
            } catch (HwliveException failure) {
                failed(step, failure);
            }
        }
        if (step.has("error")) return;
        Notification parsed = Notification.parse(bytes);
        parsed.verify(key, accept, Notification.TOLERANCE_MS, now);
        check(!parsed.toString().contains(parsed.authSign()) && parsed.toString().contains(parsed.stream()), parsed);
    }

    static void refused(JsonObject step) {
        for (JsonElement element : step.getAsJsonArray("refused")) {
            JsonObject one = element.getAsJsonObject();
            JsonElement algorithm = one.getAsJsonObject("settings").get("signing_algorithm");
            if (algorithm != null && algorithm.getAsInt() >= SigningAlgorithm.values().length) continue; // There is no such member.
            try (Client client = new Client(config(one))) {
                throw new NotSo("not refused: " + one + " by " + client);
            } catch (HwliveException failure) {
                check(failure.kind().name().toLowerCase().equals(one.get("kind").getAsString())
                        && failure.getMessage().contains(one.get("says").getAsString()), one + ": " + failure);
            }
        }
    }

    static void log(JsonObject step) {
        LogLevel level = LogLevel.values()[step.get("log").getAsInt()];
        List<String> events = new CopyOnWriteArrayList<>();
        Client client = new Client(config(step).log(level, (at, message) -> events.add(at + " " + message)));
        System.gc(); // The config is dropped.
        calls(step, client, 1);
        client.close();
        String says = step.get("says").getAsString();
        check(events.stream().anyMatch(event -> event.startsWith(level + " ") && event.contains(says)), events);
    }

    /** Settings that no step has: what is wrong with them is refused, and what is right is taken. */
    static void network() {
        new Config().addResolve("live.example.com:443:192.0.2.1,[2001:db8::1]").localAddress("127.0.0.1").ipFamily(IpFamily.IPV4)
                .minTlsVersion(TlsVersion.TLS_1_3).trust(Trust.SYSTEM).regionByPattern(true)
                .pinnedPublicKeys("sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=").close();
    }

    static void outOfRange() {
        network();
        List<Runnable> wrong = List.of(() -> new Config().maxRetries(-1), () -> new Config().timeout(Duration.ofMillis((1L << 32) + 1)),
                () -> new Config().timeout(Duration.ofMillis(-1)), () -> new Config().projectId("\ud800"),
                () -> new Call().timeout(Duration.ofMillis(1L << 32)), () -> new Call().header("x-text", "a\0b"),
                () -> new Config().addResolve("live"), () -> new Config().localAddress("here"), () -> new Config().caPem("none"),
                () -> new Config().clientCertificatePem("none", "none"), () -> new Config().pinnedPublicKeys("none"),
                () -> new Config().oidcSession(null, Duration.ofMillis(500), null), () -> new Config().oidcSession(null, Duration.ZERO, null),
                () -> new Config().agencySession(null, Duration.ofSeconds((1L << 32) + 900), null),
                () -> new Config().agencySession(null, null, null, "policy-1", null),
                () -> new Config().agencySession(null, null, null, "a\0b"));
        for (Runnable one : wrong) {
            try {
                one.run();
            } catch (HwliveException.InvalidArgument expected) {
                continue;
            }
            throw new NotSo("was taken: " + wrong.indexOf(one));
        }
    }

    static void threaded(JsonObject step, Client client, int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(step.get("threads").getAsInt());
        List<Future<?>> all = new ArrayList<>();
        for (int n = 0; n < step.get("threads").getAsInt(); n++) all.add(threads.submit(() -> calls(step, client, times)));
        threads.shutdown();
        for (Future<?> one : all) one.get();
    }

    static void run(JsonObject step, String key) throws Exception {
        if (step.size() == 1) outOfRange();
        else if (step.has("notification")) notification(step, key);
        else if (step.has("refused")) refused(step);
        else if (step.has("log")) log(step);
        else if (step.has("version")) check(Client.libraryVersion().startsWith(step.get("version").getAsString()), Client.libraryVersion());
        else called(step);
    }

    static void called(JsonObject step) throws Exception {
        Client client;
        try {
            client = new Client(config(step));
        } catch (HwliveException failure) {
            failed(step, failure);
            return;
        }
        int times = step.has("times") ? step.get("times").getAsInt() : 1;
        try (client) {
            if (step.has("closed")) client.close();
            if (step.has("shutdown")) client.shutdown();
            if (step.has("list")) {
                listed(step, client);
                return;
            }
            if (step.has("growth_kib")) work(step, client, times);
            long before = residentKib();
            if (step.has("threads")) threaded(step, client, times);
            else work(step, client, times);
            long allowed = step.has("growth_kib") ? step.get("growth_kib").getAsLong() : Long.MAX_VALUE;
            // What is dropped is freed by another thread.
            for (int tries = 0; residentKib() - before > allowed; Thread.sleep(50))
                check(++tries <= 200, "grew by " + (residentKib() - before) + " KiB");
            if (step.has("replaced")) {
                String id = step.getAsJsonArray("ids").get(0).getAsString();
                client.replaceCredentials(new Config().loadEnvironment());
                check(client.showRecordCallback(id).id().equals(id), "the new credentials are not used");
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        LOGGER.setLevel(Level.OFF); // A function that fails is one of the steps.
        JsonObject scenario = GSON.fromJson(Files.readString(Path.of(arguments[0])), JsonObject.class);
        scenario.getAsJsonArray("steps").add(GSON.fromJson("{\"name\": \"what C would cut off\"}", JsonObject.class));
        boolean failed = false;
        for (JsonElement element : scenario.getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            String name = step.get("name").getAsString();
            if (step.has("forks")) {
                System.out.println("--   " + name + ": Java does not fork");
                continue;
            }
            try {
                run(step, scenario.get("key").getAsString());
                System.out.println("ok   " + name);
            } catch (NotSo | ExecutionException | HwliveException error) {
                failed = true;
                System.out.println("FAIL " + name + ": " + error.getMessage());
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
