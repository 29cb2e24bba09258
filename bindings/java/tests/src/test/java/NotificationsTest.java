import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hwlive.Accept;
import hwlive.Event;
import hwlive.HwliveException;
import hwlive.Notification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of each type, every field, and what is wrong with a signature. */
class NotificationsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final long NOW = 1583676745;
    private static final Set<Accept> HMAC = EnumSet.of(Accept.HMACSHA256);
    private static final String BODY = """
            {"project_id": "70b76xxxxxx34253880af501cdxxxxxx", "job_id": "录制-1", "task_id": "task-1", "event_type": "RECORD_FILE_COMPLETE", \
            "publish_domain": "push.example.com", "app": "live", "stream": "直播", "record_format": "HLS", \
            "download_url": "https://obs.example.com/record-1.m3u8", "asset_id": "asset-1", "file_size": 3957964, \
            "record_duration": 120, "start_time": "2020-03-08T14:10:25Z", "end_time": "2020-03-08T14:12:25Z", "width": 1280, "height": 720, \
            "obs_location": "cn-north-4", "obs_bucket": "bucket-1", "obs_object": "record/录制-1.m3u8", "auth_timestamp": 1583676745, \
            "auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}""";

    private static Notification verified(String body) {
        return Notification.verified(body, KEY, HMAC, Notification.TOLERANCE_MS, NOW);
    }

    @Test
    void everyField() {
        Notification one = verified(BODY);
        assertSame(Event.RECORD_FILE_COMPLETE, one.event());
        assertEquals("70b76xxxxxx34253880af501cdxxxxxx", one.projectId());
        assertEquals("录制-1", one.jobId());
        assertEquals("task-1", one.taskId());
        assertEquals("RECORD_FILE_COMPLETE", one.eventType());
        assertEquals("push.example.com", one.publishDomain());
        assertEquals("live", one.app());
        assertEquals("直播", one.stream());
        assertEquals("HLS", one.recordFormat());
        assertEquals("https://obs.example.com/record-1.m3u8", one.downloadUrl());
        assertNull(one.playUrl());
        assertEquals("https://play.example.com/1", Notification.parse("{\"play_url\": \"https://play.example.com/1\"}").playUrl());
        assertEquals("asset-1", one.assetId());
        assertEquals("2020-03-08T14:10:25Z", one.startTime());
        assertEquals(1583676625L, one.startTimeUnix());
        assertEquals("2020-03-08T14:12:25Z", one.endTime());
        assertEquals(1583676745L, one.endTimeUnix());
        assertEquals("cn-north-4", one.obsLocation());
        assertEquals("bucket-1", one.obsBucket());
        assertEquals("record/录制-1.m3u8", one.obsObject());
        assertEquals(3957964L, one.fileSize());
        assertEquals(120L, one.recordDuration());
        assertEquals(1280L, one.width());
        assertEquals(720L, one.height());
        assertEquals("1583676745", one.authTimestamp());
        assertEquals("e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78", one.authSign());
        assertEquals(BODY, one.json());
        assertFalse(one.toString().contains(one.authSign()) || one.toString().contains(BODY), one::toString);
    }

    @Test
    void fieldsThatWereNotSent() {
        Notification one = Notification.parse("{\"event_type\": \"RECORD_PAUSED\", \"app\": null}");
        assertSame(Event.OTHER, one.event());
        assertEquals("RECORD_PAUSED", one.eventType());
        for (Object absent : new Object[] {one.projectId(), one.jobId(), one.taskId(), one.publishDomain(), one.app(), one.stream(), one.recordFormat(),
                one.downloadUrl(), one.playUrl(), one.assetId(), one.startTime(), one.startTimeUnix(), one.endTime(), one.endTimeUnix(),
                one.obsLocation(), one.obsBucket(), one.obsObject(), one.fileSize(), one.recordDuration(), one.width(), one.height(),
                one.authTimestamp(), one.authSign()}) assertNull(absent);
    }

    @Test
    void aBodyHasAnyType() {
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 2).put((byte) '{').put(bytes);
        direct.flip().position(1);
        ByteBuffer readOnly = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        ByteBuffer part = ByteBuffer.wrap(("[" + BODY + "]").getBytes(StandardCharsets.UTF_8), 1, bytes.length);
        List<Supplier<Notification>> ways = List.of(() -> verified(BODY), () -> Notification.verified(bytes, KEY, HMAC, Notification.TOLERANCE_MS, NOW),
                () -> Notification.verified(direct, KEY, HMAC, Notification.TOLERANCE_MS, NOW),
                () -> Notification.verified(readOnly, KEY, HMAC, Notification.TOLERANCE_MS, NOW),
                () -> Notification.verified(part, KEY, HMAC, Notification.TOLERANCE_MS, NOW), () -> Notification.verified(bytes, KEY, HMAC, -1, 0),
                () -> Notification.parse(BODY), () -> Notification.parse(bytes), () -> Notification.parse(direct));
        for (Supplier<Notification> way : ways) assertEquals(verified(BODY), way.get());
        assertEquals(1, direct.position());
        Notification.parse(bytes).verify(KEY, HMAC, Notification.TOLERANCE_MS, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "null", "{", "{\"app\": \"a\", \"app\": \"b\"}"})
    void noNotification(String body) {
        HwliveException failure = assertThrows(HwliveException.Malformed.class, () -> verified(body));
        assertEquals(0, failure.status());
    }

    @Test
    void signatures() {
        assertThrows(HwliveException.WrongSignature.class, () -> verified(BODY.replace("直播", "other")));
        assertThrows(HwliveException.WrongSignature.class,
                () -> Notification.verified(BODY, "another key of the same length....", HMAC, Notification.TOLERANCE_MS, NOW));
        assertThrows(HwliveException.WrongSignature.class,
                () -> Notification.verified(BODY, KEY, EnumSet.of(Accept.MD5), Notification.TOLERANCE_MS, NOW));
        assertThrows(HwliveException.Expired.class, () -> Notification.verified(BODY, KEY, HMAC, Notification.TOLERANCE_MS, NOW + 901));
        assertThrows(HwliveException.Expired.class, () -> Notification.verified(BODY.getBytes(StandardCharsets.UTF_8), KEY));
        String unsigned = "{\"event_type\": \"RECORD_START\", \"app\": \"live\"}";
        assertThrows(HwliveException.Unsigned.class, () -> verified(unsigned));
        assertSame(Event.RECORD_START, Notification.verified(unsigned, KEY, EnumSet.of(Accept.UNSIGNED), Notification.TOLERANCE_MS, NOW).event());
        assertThrows(HwliveException.InvalidArgument.class, () -> Notification.verified(BODY, "a\0b", HMAC, Notification.TOLERANCE_MS, NOW));
        assertTrue(Notification.TOLERANCE_MS == 900_000);
    }
}
