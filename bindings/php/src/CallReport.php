<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * How a call went. All but the attempts describes its last request. Times are in microseconds. What there was not is null.
 */
final class CallReport
{
    /** How often the call was tried. For a list, each page that was asked for again counts too. */
    public readonly int $attempts;
    /** Whether an earlier request had left the connection open. */
    public readonly bool $connectionReused;
    /** The address and port that the request went to: those of the proxy if there is one. */
    public readonly ?string $peerAddress;
    public readonly ?int $lookupUs;
    public readonly ?int $connectUs;
    public readonly ?int $proxyUs;
    public readonly ?int $tlsUs;
    /** From the beginning of the request to the first byte of its answer. */
    public readonly ?int $firstByteUs;
    /** From the beginning of the request to its end. */
    public readonly ?int $totalUs;
    public readonly int $bytesSent;
    public readonly int $bytesReceived;
    /** "TLSv1.3" or "TLSv1.2". */
    public readonly ?string $tlsVersion;

    /** @internal */
    public function __construct(\FFI\CData $call)
    {
        $c = Library::c();
        $this->attempts = $c->hwlive_call_attempts($call);
        $this->connectionReused = $c->hwlive_call_connection_reused($call) === 1;
        $this->peerAddress = $c->hwlive_call_peer_address($call);
        $this->lookupUs = Native::notNegative($c->hwlive_call_lookup_us($call));
        $this->connectUs = Native::notNegative($c->hwlive_call_connect_us($call));
        $this->proxyUs = Native::notNegative($c->hwlive_call_proxy_us($call));
        $this->tlsUs = Native::notNegative($c->hwlive_call_tls_us($call));
        $this->firstByteUs = Native::notNegative($c->hwlive_call_first_byte_us($call));
        $this->totalUs = Native::notNegative($c->hwlive_call_total_us($call));
        $this->bytesSent = $c->hwlive_call_bytes_sent($call);
        $this->bytesReceived = $c->hwlive_call_bytes_received($call);
        $this->tlsVersion = $c->hwlive_call_tls_version($call);
    }
}
