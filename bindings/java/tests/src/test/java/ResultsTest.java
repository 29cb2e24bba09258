import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hwlive.Accept;
import hwlive.Client;
import hwlive.Event;
import hwlive.RecordCallback;
import hwlive.RecordCallbackList;
import hwlive.SignType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks and lists of them: every field, and fields that were not sent. */
class ResultsTest {
    private static RecordCallback show(String id) {
        try (Client client = Service.client()) {
            return client.showRecordCallback(id);
        }
    }

    @Test
    void everyField() {
        RecordCallback shown = show("every-field");
        assertEquals("every-field", shown.id());
        assertEquals("push.example.com", shown.publishDomain());
        assertEquals("直播", shown.app());
        assertEquals("https://callback.example.com/record?a=1&b=ü", shown.notifyCallbackUrl());
        assertEquals(List.of("RECORD_NEW_FILE_START", "RECORD_OVER"), shown.notifyEventSubscription());
        assertEquals(EnumSet.of(Event.RECORD_NEW_FILE_START, Event.RECORD_OVER), shown.events());
        assertEquals("MD5", shown.signTypeText());
        assertEquals(SignType.MD5, shown.signType());
        assertEquals(EnumSet.of(Accept.MD5), shown.accept());
        assertEquals("2020-08-21T08:10:30Z", shown.createTime());
        assertEquals(1597997430L, shown.createTimeUnix());
        assertEquals("2024-02-29T23:59:59.5Z", shown.updateTime());
        assertEquals(1709251199L, shown.updateTimeUnix());
        assertNotNull(shown.requestId());
        assertTrue(shown.json().contains("\"app\": \"直播\""), shown.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "null"})
    void fieldsThatWereNotSent(String id) {
        RecordCallback shown = show(id);
        assertEquals(id, shown.id());
        for (Object absent : new Object[] {shown.publishDomain(), shown.app(), shown.notifyCallbackUrl(), shown.signTypeText(),
                shown.createTime(), shown.createTimeUnix(), shown.updateTime(), shown.updateTimeUnix()}) assertNull(absent);
        assertEquals(List.of(), shown.notifyEventSubscription());
        // The service's defaults.
        assertEquals(Set.of(Event.RECORD_FILE_COMPLETE), shown.events());
        assertEquals(SignType.HMACSHA256, shown.signType());
        assertEquals(Set.of(Accept.HMACSHA256), shown.accept());
    }

    @Test
    void whatIsNewerThanTheLibrary() {
        RecordCallback shown = show("newer");
        assertEquals(List.of("RECORD_FILE_COMPLETE", "RECORD_PAUSED"), shown.notifyEventSubscription());
        assertEquals(EnumSet.of(Event.RECORD_FILE_COMPLETE, Event.OTHER), shown.events());
        assertEquals("SM3", shown.signTypeText());
        assertEquals(SignType.OTHER, shown.signType());
        assertEquals(Set.of(), shown.accept());
        assertEquals("yesterday", shown.createTime());
        assertNull(shown.createTimeUnix());
        assertEquals("7", shown.publishDomain());
    }

    @Test
    void noEventAtAll() {
        assertEquals(Set.of(), show("nothing").events());
    }

    @Test
    void resultsDoNotChange() {
        RecordCallback shown = show("every-field");
        assertThrows(UnsupportedOperationException.class, () -> shown.events().clear());
        assertThrows(UnsupportedOperationException.class, () -> shown.accept().clear());
        assertThrows(UnsupportedOperationException.class, () -> shown.notifyEventSubscription().clear());
        RecordCallback again = show("every-field");
        assertNotEquals(shown.requestId(), again.requestId());
        assertEquals(shown.json(), again.json());
    }

    @Test
    void aList() {
        try (Client client = Service.client()) {
            RecordCallbackList listed = client.listRecordCallbacks();
            assertEquals(12L, listed.total());
            assertEquals(12, listed.callbacks().size());
            assertTrue(listed.isComplete());
            assertNotNull(listed.requestId());
            List<String> ids = StreamSupport.stream(listed.spliterator(), false).map(RecordCallback::id).toList();
            assertEquals("every-field", ids.get(0));
            assertTrue(ids.contains("bare"), () -> ids.toString());
            assertEquals("直播", listed.callbacks().get(0).app());
            assertThrows(UnsupportedOperationException.class, () -> listed.callbacks().clear());
        }
    }

    @Test
    void filters() {
        try (Client client = Service.client()) {
            assertEquals(List.of("every-field"), client.listRecordCallbacks("push.example.com", "直播").callbacks().stream().map(RecordCallback::id).toList());
            assertEquals(1, client.listRecordCallbacks("push.example.com", null).callbacks().size());
            assertEquals(1, client.listRecordCallbacks(null, "直播").callbacks().size());
            RecordCallbackList none = client.listRecordCallbacks("none.example.com", null);
            assertEquals(List.of(), none.callbacks());
            assertEquals(0L, none.total());
            assertFalse(none.iterator().hasNext());
        }
    }
}
