import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The scenario, in Java. usage: Scenario scenario.json */
public class Scenario {
    static final Gson GSON = new GsonBuilder().serializeNulls().create();

    static final class NotSo extends RuntimeException {
        NotSo(String message) { super(message); }
    }

    static long residentKib() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().getAsLong();
    }

    /** As Gson reads it, so that it can be compared. */
    static JsonElement json(Object value) { return GSON.fromJson(GSON.toJson(value), JsonElement.class); }

    static void failed(JsonObject step, HwliveException failure) {
        Map<String, Object> found = new HashMap<>();
        found.put("kind", failure.kind.name().toLowerCase());
        found.put("status", failure.status);
        found.put("service_code", failure.serviceCode);
        found.put("has_request_id", failure.requestId != null);
        if (!json(found).equals(step.get("error")) || failure.getMessage().isEmpty())
            throw new NotSo(found + ": " + failure.getMessage());
    }

    static void succeeded(JsonObject step, Hwlive.RecordCallback got, String id) throws Exception {
        if (step.has("error")) throw new NotSo("no error, but " + got);
        for (Map.Entry<String, JsonElement> field : step.getAsJsonObject("expect").entrySet()) {
            StringBuilder name = new StringBuilder();
            for (String part : field.getKey().split("_"))
                name.append(name.isEmpty() ? part : part.substring(0, 1).toUpperCase() + part.substring(1));
            Object found = Hwlive.RecordCallback.class.getMethod(name.toString()).invoke(got);
            if (!json(found).equals(field.getValue())) throw new NotSo(name + ": " + found + ", not " + field.getValue());
        }
        if (!got.id().equals(id) || got.requestId() == null) throw new NotSo(got.toString());
    }

    static void calls(JsonObject step, Hwlive.Client client, int times) throws Exception {
        for (int n = 0; n < times; n++)
            for (JsonElement id : step.getAsJsonArray("ids")) {
                Hwlive.RecordCallback got;
                try {
                    got = client.showRecordCallback(id.getAsString());
                } catch (HwliveException failure) {
                    failed(step, failure);
                    continue;
                }
                succeeded(step, got, id.getAsString());
            }
    }

    static void work(JsonObject step, Hwlive.Client client, int times) throws Exception {
        if (!step.has("dropped")) calls(step, client, times);
        else for (int n = 0; n < step.get("dropped").getAsInt(); n++) calls(step, new Hwlive.Client(settings(step)), 1);
    }

    static Map<String, Object> settings(JsonObject step) {
        Map<String, Object> settings = new HashMap<>();
        if (step.has("settings"))
            for (Map.Entry<String, JsonElement> setting : step.getAsJsonObject("settings").entrySet()) {
                JsonElement value = setting.getValue();
                if (value.isJsonArray()) settings.put(setting.getKey(), GSON.fromJson(value, List.class));
                else settings.put(setting.getKey(), value.getAsJsonPrimitive().isNumber() ? (Object) value.getAsInt() : value.getAsString());
            }
        return settings;
    }

    static void run(JsonObject step, String key) throws Exception {
        if (step.has("notification")) {
            byte[] body = step.get("notification").getAsString().getBytes(StandardCharsets.UTF_8);
            try {
                Hwlive.verifyNotification(body, key, Hwlive.ACCEPT_HMACSHA256, 900_000, step.get("now_unix").getAsLong());
            } catch (HwliveException failure) {
                failed(step, failure);
                return;
            }
            if (step.has("error")) throw new NotSo("no error");
            return;
        }
        Hwlive.Client client;
        try {
            client = new Hwlive.Client(settings(step));
        } catch (HwliveException failure) {
            failed(step, failure);
            return;
        }
        int times = step.has("times") ? step.get("times").getAsInt() : 1;
        try (client) {
            if (step.has("closed")) client.close();
            if (step.has("growth_kib")) work(step, client, times);
            long before = residentKib();
            if (step.has("threads")) {
                ExecutorService threads = Executors.newFixedThreadPool(step.get("threads").getAsInt());
                List<Future<?>> all = new ArrayList<>();
                for (int n = 0; n < step.get("threads").getAsInt(); n++)
                    all.add(threads.submit(() -> { calls(step, client, times); return null; }));
                threads.shutdown();
                for (Future<?> one : all) one.get();
            } else {
                work(step, client, times);
            }
            long allowed = step.has("growth_kib") ? step.get("growth_kib").getAsLong() : Long.MAX_VALUE;
            // What is dropped is freed by another thread.
            for (int tries = 0; residentKib() - before > allowed; Thread.sleep(50))
                if (++tries > 200) throw new NotSo("grew by " + (residentKib() - before) + " KiB");
        }
    }

    public static void main(String[] arguments) throws Exception {
        JsonObject scenario = GSON.fromJson(Files.readString(Path.of(arguments[0])), JsonObject.class);
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
            } catch (NotSo | ExecutionException error) {
                failed = true;
                System.out.println("FAIL " + name + ": " + error.getMessage());
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
