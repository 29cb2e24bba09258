package hwlive;

import static hwlive.Declarations.*;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A recording callback. Texts are as the service sent them, or null if it sent none.
 *
 * @param events the events that the service notifies of, its default applied
 * @param signType the sign type in force, the service's default applied
 * @param accept what {@link Notification#verified} should accept for this callback
 * @param createTimeUnix seconds since 1970, or null if the time is absent or not understood
 * @param updateTimeUnix seconds since 1970, or null if the time is absent or not understood
 * @param json the body of the answer as it was received; in a list, the part that describes this callback
 */
public record RecordCallback(String id, String publishDomain, String app, String notifyCallbackUrl,
        List<String> notifyEventSubscription, Set<Event> events, String signTypeText, SignType signType, Set<Accept> accept,
        String createTime, Long createTimeUnix, String updateTime, Long updateTimeUnix, String requestId, String json) {

    static RecordCallback read(long callback) {
        long count = hwlive_record_callback_notify_event_subscription_count(callback);
        return new RecordCallback(hwlive_record_callback_id(callback), hwlive_record_callback_publish_domain(callback),
                hwlive_record_callback_app(callback), hwlive_record_callback_notify_callback_url(callback),
                LongStream.range(0, count).mapToObj(index -> hwlive_record_callback_notify_event_subscription_at(callback, index)).toList(),
                Event.of(hwlive_record_callback_events(callback)), hwlive_record_callback_sign_type_text(callback),
                SignType.of(hwlive_record_callback_sign_type(callback)), Accept.of(hwlive_record_callback_accept(callback)),
                hwlive_record_callback_create_time(callback), Interop.unixTime(hwlive_record_callback_create_time_unix(callback)),
                hwlive_record_callback_update_time(callback), Interop.unixTime(hwlive_record_callback_update_time_unix(callback)),
                hwlive_record_callback_request_id(callback), hwlive_record_callback_json(callback, null));
    }
}
