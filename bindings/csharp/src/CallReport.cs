using static Hwlive.Declarations;

namespace Hwlive {
    /// <summary>
    /// How a call went. Apart from the attempts it describes the last request of the call. Times are in microseconds, and null if there
    /// was no such thing.
    /// </summary>
    public sealed class CallReport {
        /// <summary>How often the call was tried; 0 if nothing was tried.</summary>
        public uint Attempts { get; }
        /// <summary>Whether the request went over a connection that an earlier one had left open.</summary>
        public bool ConnectionReused { get; }
        /// <summary>The address and port that the request went to, those of the proxy if there is one; null without a connection.</summary>
        public string? PeerAddress { get; }
        /// <summary>The name lookup.</summary>
        public long? LookupUs { get; }
        /// <summary>The TCP connection, without the name lookup.</summary>
        public long? ConnectUs { get; }
        /// <summary>The tunnel through the proxy.</summary>
        public long? ProxyUs { get; }
        /// <summary>TLS handshakes, that with an https proxy too.</summary>
        public long? TlsUs { get; }
        /// <summary>From the beginning of the request to the first byte of its answer.</summary>
        public long? FirstByteUs { get; }
        /// <summary>From the beginning of the request to its end.</summary>
        public long? TotalUs { get; }
        /// <summary>Bytes that were written to the connection, with HTTP, TLS and the tunnel.</summary>
        public ulong BytesSent { get; }
        /// <summary>Bytes that were read from the connection, with HTTP, TLS and the tunnel.</summary>
        public ulong BytesReceived { get; }
        /// <summary>"TLSv1.3" or "TLSv1.2"; null without TLS.</summary>
        public string? TlsVersion { get; }

        internal CallReport() { }

        internal CallReport(CallHandle call) {
            Attempts = hwlive_call_attempts(call);
            ConnectionReused = hwlive_call_connection_reused(call) == 1;
            PeerAddress = Interop.Text(hwlive_call_peer_address(call));
            LookupUs = Interop.Number(hwlive_call_lookup_us(call));
            ConnectUs = Interop.Number(hwlive_call_connect_us(call));
            ProxyUs = Interop.Number(hwlive_call_proxy_us(call));
            TlsUs = Interop.Number(hwlive_call_tls_us(call));
            FirstByteUs = Interop.Number(hwlive_call_first_byte_us(call));
            TotalUs = Interop.Number(hwlive_call_total_us(call));
            BytesSent = hwlive_call_bytes_sent(call);
            BytesReceived = hwlive_call_bytes_received(call);
            TlsVersion = Interop.Text(hwlive_call_tls_version(call));
        }
    }
}
