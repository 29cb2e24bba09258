using System;

/// <summary>Why a call failed: Status is 0, and the texts are null, where the service gave none.</summary>
public sealed class HwliveException : Exception {
    public enum Kinds {
        Ok, Other, InvalidArgument, Credentials, Unauthorized, NotFound, Throttled, Service, Connect, Tls, Timeout, BadResponse,
        Cancelled, Panic, Malformed, Unsigned, WrongSignature, Expired
    }

    public readonly Kinds Kind;
    public readonly int Status;
    public readonly string ServiceCode, RequestId;

    internal HwliveException(int code, string message, int status = 0, string serviceCode = null, string requestId = null)
            : base(message) {
        Kind = Enum.IsDefined(typeof(Kinds), code) ? (Kinds)code : Kinds.Other;
        (Status, ServiceCode, RequestId) = (status, serviceCode, requestId);
    }
}
