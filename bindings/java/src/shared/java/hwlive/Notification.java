package hwlive;

import static hwlive.Declarations.*;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * A notification of a recording event. A field that was not sent is null.
 *
 * <p>Anyone can post one. Do not believe it before {@link #verify} has returned, or use {@link #verified}.
 *
 * @param event the event, to compare with {@link RecordCallback#events}
 * @param startTimeUnix seconds since 1970, or null if the time is absent or not understood
 * @param endTimeUnix seconds since 1970, or null if the time is absent or not understood
 * @param fileSize the size of the file in bytes
 * @param recordDuration the length of the recording in seconds
 * @param authSign the signature. Keep it out of logs.
 * @param json the body as it was received
 */
public record Notification(Event event, String projectId, String jobId, String taskId, String eventType, String publishDomain, String app, String stream,
        String recordFormat, String downloadUrl, String playUrl, String assetId, String startTime, Long startTimeUnix, String
        endTime, Long endTimeUnix, String obsLocation, String obsBucket, String obsObject, Long fileSize, Long recordDuration,
        Long width, Long height, String authTimestamp, String authSign, String json) {
    /** How long after its timestamp a signature is accepted by default: 15 minutes. */
    public static final long TOLERANCE_MS = HWLIVE_NOTIFICATION_TOLERANCE_MS;

    /**
     * Reads the body of a post without checking its signature.
     *
     * @throws HwliveException.Malformed if it is not a notification
     */
    public static Notification parse(byte[] body) {
        return parsed(body, Notification::read);
    }

    /** Reads a body that is a text; see {@link #parse(byte[])}. */
    public static Notification parse(String body) {
        return parse(bytes(body));
    }

    /** Reads the bytes from position to limit, which stay as they are; see {@link #parse(byte[])}. */
    public static Notification parse(ByteBuffer body) {
        return parse(bytes(body));
    }

    /**
     * Checks that the service signed a body with the callback's key.
     *
     * @param key the key that the callback was created with
     * @param accept what is accepted, such as {@link RecordCallback#accept}
     * @param toleranceMs how long after its timestamp a signature is accepted; -1 is for ever
     * @param nowUnix the time to check against, in seconds since 1970; 0 is this machine's clock
     * @throws HwliveException.Unsigned if it has no signature
     * @throws HwliveException.WrongSignature if its signature is wrong or not accepted
     * @throws HwliveException.Expired if its signature is too old
     * @throws HwliveException.Malformed if it is not a notification
     */
    public static Notification verified(byte[] body, String key, Set<Accept> accept, long toleranceMs, long nowUnix) {
        String checked = Interop.text(key, "key");
        return parsed(body, notification -> {
            Interop.check(error -> hwlive_notification_verify(notification, checked, Accept.bits(accept), toleranceMs, nowUnix, error));
            return read(notification);
        });
    }

    /** Checks a body that is a text. */
    public static Notification verified(String body, String key, Set<Accept> accept, long toleranceMs, long nowUnix) {
        return verified(bytes(body), key, accept, toleranceMs, nowUnix);
    }

    /** Checks the bytes from position to limit, which stay as they are. */
    public static Notification verified(ByteBuffer body, String key, Set<Accept> accept, long toleranceMs, long nowUnix) {
        return verified(bytes(body), key, accept, toleranceMs, nowUnix);
    }

    /** Checks a body as the service signs it by default: HMACSHA256, 15 minutes, this machine's clock. */
    public static Notification verified(byte[] body, String key) {
        return verified(body, key, EnumSet.of(Accept.HMACSHA256), TOLERANCE_MS, 0);
    }

    /** Checks that the service signed this notification; see {@link #verified(byte[], String, Set, long, long)}. */
    public void verify(String key, Set<Accept> accept, long toleranceMs, long nowUnix) {
        verified(json, key, accept, toleranceMs, nowUnix);
    }

    /** Leaves the signature and the body out: they do not belong in logs. */
    @Override
    public String toString() {
        return "Notification[event=" + event + ", projectId=" + projectId + ", jobId=" + jobId + ", taskId=" + taskId
                + ", eventType=" + eventType + ", publishDomain=" + publishDomain + ", app=" + app + ", stream=" + stream
                + ", recordFormat=" + recordFormat + ", downloadUrl=" + downloadUrl + ", playUrl=" + playUrl
                + ", assetId=" + assetId + ", startTime=" + startTime + ", startTimeUnix=" + startTimeUnix
                + ", endTime=" + endTime + ", endTimeUnix=" + endTimeUnix + ", obsLocation=" + obsLocation
                + ", obsBucket=" + obsBucket + ", obsObject=" + obsObject + ", fileSize=" + fileSize
                + ", recordDuration=" + recordDuration + ", width=" + width + ", height=" + height
                + ", authTimestamp=" + authTimestamp + "]";
    }

    // The length that C wants is that of the bytes.
    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return bytes;
    }

    private static Notification parsed(byte[] body, LongFunction<Notification> action) {
        // An array without bytes has no address.
        byte[] bytes = body.length == 0 ? new byte[1] : body;
        long notification = Interop.make((out, error) -> hwlive_notification_parse(bytes, body.length, out, error));
        try {
            return action.apply(notification);
        } finally {
            hwlive_notification_free(notification);
        }
    }

    private static Event event(int bit) {
        Iterator<Event> found = Event.of(bit).iterator();
        return found.hasNext() ? found.next() : Event.OTHER;
    }

    private static Notification read(long notification) {
        return new Notification(event(hwlive_notification_event(notification)), hwlive_notification_project_id(notification),
                hwlive_notification_job_id(notification), hwlive_notification_task_id(notification),
                hwlive_notification_event_type(notification), hwlive_notification_publish_domain(notification),
                hwlive_notification_app(notification), hwlive_notification_stream(notification),
                hwlive_notification_record_format(notification), hwlive_notification_download_url(notification),
                hwlive_notification_play_url(notification), hwlive_notification_asset_id(notification),
                hwlive_notification_start_time(notification),
                Interop.unixTime(hwlive_notification_start_time_unix(notification)), hwlive_notification_end_time(notification),
                Interop.unixTime(hwlive_notification_end_time_unix(notification)),
                hwlive_notification_obs_location(notification), hwlive_notification_obs_bucket(notification),
                hwlive_notification_obs_object(notification), Interop.number(hwlive_notification_file_size(notification)),
                Interop.number(hwlive_notification_record_duration(notification)),
                Interop.number(hwlive_notification_width(notification)), Interop.number(hwlive_notification_height(notification)),
                hwlive_notification_auth_timestamp(notification), hwlive_notification_auth_sign(notification),
                hwlive_notification_json(notification, null));
    }
}
