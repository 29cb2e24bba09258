<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * A recording callback. Texts are as the service sent them, or null if it sent none. Times that end in Unix are in seconds
 * since 1970, and null if the time is absent or not understood.
 */
final class RecordCallback
{
    public readonly string $id;
    public readonly ?string $publishDomain;
    public readonly ?string $app;
    public readonly ?string $notifyCallbackUrl;
    /** @var list<string> */
    public readonly array $notifyEventSubscription;
    /** Bits of Event: the events that the service notifies of, its default applied. */
    public readonly int $events;
    public readonly ?string $signTypeText;
    /** One of SignType, the service's default applied. */
    public readonly int $signType;
    /** Bits of Accept: what verifyNotification should accept for this callback. */
    public readonly int $accept;
    public readonly ?string $createTime;
    public readonly ?int $createTimeUnix;
    public readonly ?string $updateTime;
    public readonly ?int $updateTimeUnix;
    public readonly ?string $requestId;
    /** The body of the answer as it was received; in a list, the part that describes this callback. */
    public readonly string $json;

    /** @internal */
    public function __construct(\FFI\CData $callback)
    {
        $c = Library::c();
        $subscription = [];
        for ($index = 0; $index < $c->hwlive_record_callback_notify_event_subscription_count($callback); $index++) {
            $subscription[] = $c->hwlive_record_callback_notify_event_subscription_at($callback, $index);
        }
        $this->id = $c->hwlive_record_callback_id($callback);
        $this->publishDomain = $c->hwlive_record_callback_publish_domain($callback);
        $this->app = $c->hwlive_record_callback_app($callback);
        $this->notifyCallbackUrl = $c->hwlive_record_callback_notify_callback_url($callback);
        $this->notifyEventSubscription = $subscription;
        $this->events = $c->hwlive_record_callback_events($callback);
        $this->signTypeText = $c->hwlive_record_callback_sign_type_text($callback);
        $this->signType = $c->hwlive_record_callback_sign_type($callback);
        $this->accept = $c->hwlive_record_callback_accept($callback);
        $this->createTime = $c->hwlive_record_callback_create_time($callback);
        $this->createTimeUnix = Native::unixTime($c->hwlive_record_callback_create_time_unix($callback));
        $this->updateTime = $c->hwlive_record_callback_update_time($callback);
        $this->updateTimeUnix = Native::unixTime($c->hwlive_record_callback_update_time_unix($callback));
        $this->requestId = $c->hwlive_record_callback_request_id($callback);
        $this->json = $c->hwlive_record_callback_json($callback, null);
    }
}
