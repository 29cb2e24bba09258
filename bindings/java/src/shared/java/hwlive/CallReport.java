package hwlive;

import static hwlive.Declarations.*;

/**
 * How a call went. Apart from the attempts it describes the last request of the call. Times are in microseconds, and null if there
 * was no such thing.
 *
 * @param attempts how often the call was tried; 0 if nothing was tried
 * @param connectionReused whether the request went over a connection that an earlier one had left open
 * @param peerAddress the address and port that the request went to, those of the proxy if there is one; null without a connection
 * @param lookupUs the name lookup
 * @param connectUs the TCP connection, without the name lookup
 * @param proxyUs the tunnel through the proxy
 * @param tlsUs TLS handshakes, that with an https proxy too
 * @param firstByteUs from the beginning of the request to the first byte of its answer
 * @param totalUs from the beginning of the request to its end
 * @param bytesSent bytes that were written to the connection, with HTTP, TLS and the tunnel
 * @param bytesReceived bytes that were read from the connection, with HTTP, TLS and the tunnel
 * @param tlsVersion "TLSv1.3" or "TLSv1.2"; null without TLS
 */
public record CallReport(int attempts, boolean connectionReused, String peerAddress, Long lookupUs, Long connectUs, Long proxyUs,
        Long tlsUs, Long firstByteUs, Long totalUs, long bytesSent, long bytesReceived, String tlsVersion) {

    static CallReport read(long call) {
        return new CallReport(hwlive_call_attempts(call), hwlive_call_connection_reused(call) == 1, hwlive_call_peer_address(call),
                Interop.number(hwlive_call_lookup_us(call)), Interop.number(hwlive_call_connect_us(call)),
                Interop.number(hwlive_call_proxy_us(call)), Interop.number(hwlive_call_tls_us(call)),
                Interop.number(hwlive_call_first_byte_us(call)), Interop.number(hwlive_call_total_us(call)),
                hwlive_call_bytes_sent(call), hwlive_call_bytes_received(call), hwlive_call_tls_version(call));
    }
}
