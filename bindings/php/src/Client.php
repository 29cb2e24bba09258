<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Asks Huawei Cloud Live for recording callbacks.
 *
 * A client closes itself with its last reference. A forked child may use its parent's.
 */
final class Client
{
    private ?\FFI\CData $handle = null;
    private ?Log $log;

    /**
     * @param Config|array<string, mixed> $settings a config; or settings by the names of Config's methods, which are applied over
     * those of the environment: new Client(['region' => 'cn-north-4', 'timeoutMs' => 5000])
     */
    public function __construct(#[\SensitiveParameter] Config|array $settings = [])
    {
        $config = is_array($settings) ? (new Config())->loadEnvironment()->set($settings) : $settings;
        [$handle, $this->log] = $config->parts(); // The library calls the log function until the client is freed.
        $client = Library::c()->new('hwlive_client *');
        Native::c('hwlive_client_new', $handle, \FFI::addr($client));
        $this->handle = $client;
    }

    public function __destruct()
    {
        $this->close();
    }

    private function __clone()
    {
    }

    /**
     * Asks the service for one recording callback. Blocks at most for the client's timeout.
     *
     * @param ?Call $call options of this call
     */
    public function showRecordCallback(string $id, ?Call $call = null): RecordCallback
    {
        $callback = Library::c()->new('hwlive_record_callback *');
        Native::c('hwlive_show_record_callback_with', $this->open(), Native::text($id, 'id'), $call?->handle(), \FFI::addr($callback));
        try {
            return new RecordCallback($callback);
        } finally {
            Library::c()->hwlive_record_callback_free($callback);
        }
    }

    /**
     * Asks the service for the recording callbacks of the project. The timeout is for all pages together.
     *
     * @param ?string $publishDomain only those of this ingest domain
     * @param ?string $app only those that apply to this application
     * @param ?Call $call options of this call
     */
    public function listRecordCallbacks(?string $publishDomain = null, ?string $app = null, ?Call $call = null): RecordCallbackList
    {
        $list = Library::c()->new('hwlive_record_callback_list *');
        Native::c(
            'hwlive_list_record_callbacks_with',
            $this->open(),
            Native::text($publishDomain, 'publish domain'),
            Native::text($app, 'app'),
            $call?->handle(),
            \FFI::addr($list),
        );
        try {
            return new RecordCallbackList($list);
        } finally {
            Library::c()->hwlive_record_callback_list_free($list);
        }
    }

    /** Uses the credentials of a config for every call that starts later. */
    public function replaceCredentials(Config $config): void
    {
        Native::c('hwlive_client_replace_credentials', $this->open(), $config->parts()[0]);
    }

    /** Ends all calls of this client, now and later, with a CancelledError. */
    public function shutdown(): void
    {
        Library::c()->hwlive_client_shutdown($this->open());
    }

    /** Closes the client. Later calls fail. */
    public function close(): void
    {
        if ($this->handle !== null) {
            Library::c()->hwlive_client_free($this->handle);
            $this->handle = null;
        }
    }

    private function open(): \FFI\CData
    {
        return $this->handle ?? throw new InvalidArgumentError('the client is closed');
    }
}
