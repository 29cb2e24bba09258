package hwlive;

import static hwlive.Declarations.*;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A list of recording callbacks.
 *
 * @param callbacks the callbacks in the service's order
 * @param total how many there are, as the service said; null if it did not say. With a filter it counts what the filter lets through
 * @param isComplete whether all of them are in the list. There may be too many, or some came or went meanwhile
 * @param requestId the id of the last page's request
 */
public record RecordCallbackList(List<RecordCallback> callbacks, Long total, boolean isComplete, String requestId)
        implements Iterable<RecordCallback> {

    @Override
    public Iterator<RecordCallback> iterator() {
        return callbacks.iterator();
    }

    static RecordCallbackList read(long list) {
        return new RecordCallbackList(LongStream.range(0, hwlive_record_callback_list_count(list))
                .mapToObj(index -> RecordCallback.read(hwlive_record_callback_list_at(list, index))).toList(),
                Interop.number(hwlive_record_callback_list_total(list)), hwlive_record_callback_list_is_complete(list) == 1,
                hwlive_record_callback_list_request_id(list));
    }
}
