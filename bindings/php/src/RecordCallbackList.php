<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Recording callbacks, in the service's order: foreach ($list as $callback), count($list).
 *
 * @implements \IteratorAggregate<int, RecordCallback>
 */
final class RecordCallbackList implements \IteratorAggregate, \Countable
{
    /** @var list<RecordCallback> */
    public readonly array $callbacks;
    /** How many there are, as the service said, or null. A filter counts. */
    public readonly ?int $total;
    /** Whether all of them are here: not if there are too many, or if some came or went meanwhile. */
    public readonly bool $isComplete;
    /** The id of the last page's request. */
    public readonly ?string $requestId;

    /** @internal */
    public function __construct(\FFI\CData $list)
    {
        $c = Library::c();
        $callbacks = [];
        for ($index = 0, $count = $c->hwlive_record_callback_list_count($list); $index < $count; $index++) {
            $callbacks[] = new RecordCallback($c->hwlive_record_callback_list_at($list, $index));
        }
        $this->callbacks = $callbacks;
        $this->total = Native::notNegative($c->hwlive_record_callback_list_total($list));
        $this->isComplete = $c->hwlive_record_callback_list_is_complete($list) === 1;
        $this->requestId = $c->hwlive_record_callback_list_request_id($list);
    }

    public function getIterator(): \ArrayIterator
    {
        return new \ArrayIterator($this->callbacks);
    }

    public function count(): int
    {
        return count($this->callbacks);
    }
}
