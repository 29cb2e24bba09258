<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * A notification of a recording event. A field that was not sent is null. Times that end in Unix are in seconds since 1970.
 *
 * Anyone can post a notification. Do not believe it before verify() has returned.
 */
final class Notification
{
    /** A bit of Event, to compare with RecordCallback::$events. */
    public readonly int $event;
    public readonly ?string $projectId;
    public readonly ?string $jobId;
    public readonly ?string $taskId;
    public readonly ?string $eventType;
    public readonly ?string $publishDomain;
    public readonly ?string $app;
    public readonly ?string $stream;
    public readonly ?string $recordFormat;
    public readonly ?string $downloadUrl;
    public readonly ?string $playUrl;
    public readonly ?string $assetId;
    public readonly ?string $startTime;
    public readonly ?int $startTimeUnix;
    public readonly ?string $endTime;
    public readonly ?int $endTimeUnix;
    public readonly ?string $obsLocation;
    public readonly ?string $obsBucket;
    public readonly ?string $obsObject;
    /** The size of the file in bytes. */
    public readonly ?int $fileSize;
    /** The length of the recording in seconds. */
    public readonly ?int $recordDuration;
    public readonly ?int $width;
    public readonly ?int $height;
    public readonly ?string $authTimestamp;
    /** The signature. Keep it out of logs. */
    public readonly ?string $authSign;
    /** The body as it was received. */
    public readonly string $json;

    /** @internal */
    public function __construct(\FFI\CData $notification)
    {
        $c = Library::c();
        $this->event = $c->hwlive_notification_event($notification);
        $this->projectId = $c->hwlive_notification_project_id($notification);
        $this->jobId = $c->hwlive_notification_job_id($notification);
        $this->taskId = $c->hwlive_notification_task_id($notification);
        $this->eventType = $c->hwlive_notification_event_type($notification);
        $this->publishDomain = $c->hwlive_notification_publish_domain($notification);
        $this->app = $c->hwlive_notification_app($notification);
        $this->stream = $c->hwlive_notification_stream($notification);
        $this->recordFormat = $c->hwlive_notification_record_format($notification);
        $this->downloadUrl = $c->hwlive_notification_download_url($notification);
        $this->playUrl = $c->hwlive_notification_play_url($notification);
        $this->assetId = $c->hwlive_notification_asset_id($notification);
        $this->startTime = $c->hwlive_notification_start_time($notification);
        $this->startTimeUnix = Native::unixTime($c->hwlive_notification_start_time_unix($notification));
        $this->endTime = $c->hwlive_notification_end_time($notification);
        $this->endTimeUnix = Native::unixTime($c->hwlive_notification_end_time_unix($notification));
        $this->obsLocation = $c->hwlive_notification_obs_location($notification);
        $this->obsBucket = $c->hwlive_notification_obs_bucket($notification);
        $this->obsObject = $c->hwlive_notification_obs_object($notification);
        $this->fileSize = Native::notNegative($c->hwlive_notification_file_size($notification));
        $this->recordDuration = Native::notNegative($c->hwlive_notification_record_duration($notification));
        $this->width = Native::notNegative($c->hwlive_notification_width($notification));
        $this->height = Native::notNegative($c->hwlive_notification_height($notification));
        $this->authTimestamp = $c->hwlive_notification_auth_timestamp($notification);
        $this->authSign = $c->hwlive_notification_auth_sign($notification);
        $this->json = $c->hwlive_notification_json($notification, null);
    }

    /** Leaves the signature and the body out: they do not belong in logs. */
    public function __debugInfo(): array
    {
        return array_diff_key(get_object_vars($this), ['authSign' => true, 'json' => true]);
    }

    /** Checks that the service signed this notification; see verifyNotification(). */
    public function verify(
        #[\SensitiveParameter] string $key,
        int $accept = Accept::HMACSHA256,
        int $toleranceMs = NOTIFICATION_TOLERANCE_MS,
        int $nowUnix = 0,
    ): void {
        verifyNotification($this->json, $key, $accept, $toleranceMs, $nowUnix);
    }
}
