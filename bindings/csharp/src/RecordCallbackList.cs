using System;
using System.Collections;
using System.Collections.Generic;
using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>A list of recording callbacks, in the service's order.</summary>
    public sealed class RecordCallbackList : IReadOnlyList<RecordCallback> {
        private readonly RecordCallback[] callbacks;

        /// <summary>How many there are, as the service said; null if it did not say. With a filter it counts what the filter lets through.</summary>
        public long? Total { get; }
        /// <summary>Whether all of them are in the list. There may be too many, or some came or went meanwhile.</summary>
        public bool IsComplete { get; }
        /// <summary>The id of the last page's request, or null.</summary>
        public string? RequestId { get; }
        /// <summary>How many callbacks are in the list.</summary>
        public int Count => callbacks.Length;
        /// <summary>A callback; the first one has the index 0.</summary>
        public RecordCallback this[int index] => callbacks[index];

        /// <summary>Goes through the callbacks.</summary>
        public IEnumerator<RecordCallback> GetEnumerator() => ((IEnumerable<RecordCallback>)callbacks).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        internal RecordCallbackList(RecordCallbackListHandle list) {
            callbacks = new RecordCallback[(int)hwlive_record_callback_list_count(list)];
            for (int index = 0; index < callbacks.Length; index++)
                using (var lent = new RecordCallbackHandle(hwlive_record_callback_list_at(list, (UIntPtr)(uint)index)))
                    callbacks[index] = new RecordCallback(lent);
            Total = Interop.Number(hwlive_record_callback_list_total(list));
            IsComplete = hwlive_record_callback_list_is_complete(list) == 1;
            RequestId = Interop.Text(hwlive_record_callback_list_request_id(list));
        }
    }
}
