"""Settings of a client."""

from __future__ import annotations

import itertools
import logging
from ctypes import c_void_p
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterable, Optional, Union

from . import _declarations as d
from ._call import Path, Text, call, int32, int64, path, text, uint32
from ._errors import Error, InvalidArgumentError
from ._library import c
from ._values import LogLevel


@dataclass(frozen=True)
class Credentials:
    """What a function for `Config.set_credentials_provider` returns: an access key, or a token.

    `expiry_unix` says when they end, in seconds since 1970; the function is called again before. Without it they are
    kept.
    """

    access_key: Optional[str] = None
    secret_key: Optional[str] = field(default=None, repr=False)
    security_token: Optional[str] = field(default=None, repr=False)
    auth_token: Optional[str] = field(default=None, repr=False)
    expiry_unix: Optional[int] = None


class Config:
    """Settings for `Client`. All methods return the config, so that calls can be chained.

    A setting that cannot be used raises `InvalidArgumentError` and leaves the others as they were. Nothing is sent. A
    config must not be used by two threads at the same time. Its repr shows no setting.
    """

    def __init__(self) -> None:
        self._handle = c_void_p(c.hwlive_config_new())
        self._log: Any = None

    def __del__(self) -> None:
        handle = self.__dict__.pop("_handle", None)
        if handle:
            c.hwlive_config_free(handle)

    def set(self, **settings: Any) -> Config:
        """Applies settings by name, in their order: `set(region="cn-north-4")` is `set_region("cn-north-4")`.

        Pass a tuple for a setting with several arguments: `set(access_key=(access_key, secret_key))`.
        """
        for name, value in settings.items():
            method = getattr(self, "set_" + name, None)
            if method is None:
                raise TypeError(f"there is no setting {name}")
            method(*value) if isinstance(value, (tuple, list)) else method(value)
        return self

    def load_environment(self) -> Config:
        """Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...)."""
        return self._call(c.hwlive_config_load_environment)

    def load_profile(self, file: Optional[Path] = None) -> Config:
        """Takes what a profile file of the official SDKs says. None is their default file."""
        return self._call(c.hwlive_config_load_profile, path(file, "file"))

    def load_koocli_profile(self, file: Optional[Path] = None, profile: Optional[Text] = None) -> Config:
        """Takes what a profile of KooCLI says. None is its default file, and the profile HW_PROFILE, else the current one."""
        return self._call(c.hwlive_config_load_koocli_profile, path(file, "file"), text(profile, "profile"))

    def load_default(self, with_metadata: bool = False) -> Config:
        """Takes the environment, and credentials from it, else from the profile file, else from the metadata service."""
        return self._call(c.hwlive_config_load_default, int(bool(with_metadata)))

    def load_regions_file(self, file: Optional[Path] = None) -> Config:
        """Takes the regions that a file of the official SDKs defines. None is their default file."""
        return self._call(c.hwlive_config_load_regions_file, path(file, "file"))

    def define_region(self, region_id: Text, urls: Union[Text, Iterable[str]]) -> Config:
        """Defines a region by its Live endpoints: one text with commas between them, or a list of texts."""
        joined = urls if isinstance(urls, (str, bytes)) else ",".join(urls)
        return self._call(c.hwlive_config_define_region, text(region_id, "region_id"), text(joined, "urls"))

    def set_region(self, region_id: Text) -> Config:
        """Sets the region, and with it the endpoints of Live and IAM."""
        return self._call(c.hwlive_config_set_region, text(region_id, "region"))

    def set_endpoint(self, url: Text) -> Config:
        """Sets the endpoint of Live. It is used in place of the region's."""
        return self._call(c.hwlive_config_set_endpoint, text(url, "endpoint"))

    def set_iam_endpoint(self, url: Text) -> Config:
        """Sets the endpoint of IAM. It is used in place of the region's."""
        return self._call(c.hwlive_config_set_iam_endpoint, text(url, "IAM endpoint"))

    def set_sts_endpoint(self, url: Text) -> Config:
        """Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's."""
        return self._call(c.hwlive_config_set_sts_endpoint, text(url, "STS endpoint"))

    def set_project_id(self, project_id: Text) -> Config:
        """Sets the project that the callbacks belong to: its id, not its name."""
        return self._call(c.hwlive_config_set_project_id, text(project_id, "project id"))

    def set_access_key(self, access_key: Text, secret_key: Text, security_token: Optional[Text] = None) -> Config:
        """Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials."""
        return self._call(
            c.hwlive_config_set_access_key,
            text(access_key, "access key"),
            text(secret_key, "secret key"),
            text(security_token, "security token"),
        )

    def set_auth_token(self, token: Text) -> Config:
        """Sets an IAM token, which is not renewed. Replaces other credentials."""
        return self._call(c.hwlive_config_set_auth_token, text(token, "auth token"))

    def set_iam_user(self, user: Text, password: Text, domain: Text) -> Config:
        """Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials."""
        return self._call(
            c.hwlive_config_set_iam_user, text(user, "user"), text(password, "password"), text(domain, "domain")
        )

    def set_identity_provider(self, idp_id: Text, id_token_file: Path) -> Config:
        """Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. Replaces other credentials.

        The file is read each time that keys are asked for, so it may be replaced while the program runs.
        """
        return self._call(
            c.hwlive_config_set_identity_provider, text(idp_id, "identity provider id"), path(id_token_file, "ID token file")
        )

    def set_oidc(
        self,
        provider_urn: Text,
        agency_urn: Text,
        id_token: Optional[Text] = None,
        id_token_file: Optional[Path] = None,
    ) -> Config:
        """Sets an agency that STS gives to whoever has an ID token of an OIDC provider. Replaces other credentials.

        Give either the token or its file. The file is read each time that keys are asked for; a token in memory is used
        until it ends.
        """
        return self._call(
            c.hwlive_config_set_oidc,
            text(provider_urn, "OIDC provider URN"),
            text(agency_urn, "OIDC agency URN"),
            text(id_token, "ID token"),
            path(id_token_file, "ID token file"),
        )

    def set_oidc_session(
        self,
        session_name: Optional[Text] = None,
        duration_seconds: int = 0,
        policy: Optional[Text] = None,
        policy_ids: Union[Text, Iterable[str], None] = None,
    ) -> Config:
        """Sets the session of the agency of `set_oidc`, or of the same from the environment. Replaces all four.

        The keys are good for 900 to 43200 seconds; 0 is 3600. A policy in JSON, and ids of policies, limit what they may
        do. The ids are one text with commas between them, or a list of texts.
        """
        return self._session(c.hwlive_config_set_oidc_session, session_name, duration_seconds, policy, policy_ids)

    def set_pod_identity(self, uri: Text, authorization_token_file: Path) -> Config:
        """Takes temporary keys from the agent of a cluster, at its URI with its path. Replaces other credentials.

        The file has the token for the agent. It is read each time that keys are asked for.
        """
        return self._call(
            c.hwlive_config_set_pod_identity,
            text(uri, "pod identity URI"),
            path(authorization_token_file, "pod identity token file"),
        )

    def set_agency(self, agency_urn: Optional[Text], external_id: Optional[Text] = None) -> Config:
        """Sets the agency that the credentials assume: "iam::DOMAIN_ID:agency:NAME". None is no agency.

        Replaces an agency that was set before, and no credentials. `external_id` is what the agency's account asks for.
        """
        return self._call(c.hwlive_config_set_agency, text(agency_urn, "agency URN"), text(external_id, "external id"))

    def set_agency_by_name(
        self,
        agency_name: Text,
        domain_name: Optional[Text] = None,
        domain_id: Optional[Text] = None,
    ) -> Config:
        """Sets the agency that the credentials assume, by its name, and by the name or the id of its account.

        Replaces an agency that was set before, and no credentials.
        """
        return self._call(
            c.hwlive_config_set_agency_by_name,
            text(agency_name, "agency name"),
            text(domain_name, "agency's domain name"),
            text(domain_id, "agency's domain id"),
        )

    def set_agency_session(
        self,
        session_name: Optional[Text] = None,
        duration_seconds: int = 0,
        policy: Optional[Text] = None,
        policy_ids: Union[Text, Iterable[str], None] = None,
    ) -> Config:
        """Sets the session of the agency that the credentials assume. Replaces all four.

        The keys are good for 900 to 86400 seconds, and at most 43200 for an agency by its URN; 0 is 3600. The policies are
        as in `set_oidc_session`, and are for an agency by its URN alone.
        """
        return self._session(c.hwlive_config_set_agency_session, session_name, duration_seconds, policy, policy_ids)

    def set_metadata_credentials(self, on: bool = True) -> Config:
        """Takes temporary keys from the metadata service of the cloud server. Replaces other credentials."""
        if on is not True:
            raise InvalidArgumentError("metadata credentials can be set, but not be unset: set other credentials")
        return self._call(c.hwlive_config_set_metadata_credentials)

    def set_metadata_endpoint(self, url: Text) -> Config:
        """Sets where the metadata service is; for tests."""
        return self._call(c.hwlive_config_set_metadata_endpoint, text(url, "metadata endpoint"))

    def set_credentials_provider(self, function: Callable[[], Credentials]) -> Config:
        """Sets a function without arguments that returns `Credentials`. Replaces other credentials.

        The function runs in a thread of the library, before the old credentials end, and again in a forked child. It may
        block. If it raises, the waiting call fails with `CredentialsError`, and the exception goes to the logger
        "hwlive". It must not use the client that it serves.
        """
        if not callable(function):
            raise TypeError("the credentials provider must be callable")
        number = next(_numbers)
        _providers[number] = function
        try:
            return self._call(
                c.hwlive_config_set_credentials_provider_with_release, _GIVE_CREDENTIALS, number, _RELEASE_PROVIDER
            )
        except Error:
            del _providers[number]
            raise

    def set_timeout_ms(self, timeout_ms: int) -> Config:
        """Limits the whole call, retries included, in milliseconds. Default: 30000."""
        return self._call(c.hwlive_config_set_timeout_ms, uint32(timeout_ms, "timeout"))

    def set_connect_timeout_ms(self, timeout_ms: int) -> Config:
        """Limits the making of one connection, in milliseconds. Default: 10000."""
        return self._call(c.hwlive_config_set_connect_timeout_ms, uint32(timeout_ms, "connect timeout"))

    def set_max_retries(self, retries: int) -> Config:
        """Sets how often a call is tried again, 0 to 10. Default: 2."""
        return self._call(c.hwlive_config_set_max_retries, uint32(retries, "retries"))

    def set_proxy(self, url: Text) -> Config:
        """Sets the HTTP proxy. "" is no proxy. Default: that of the environment."""
        return self._call(c.hwlive_config_set_proxy, text(url, "proxy"))

    def set_ca_file(self, file: Path) -> Config:
        """Sets the file with the certificate authorities that are trusted in place of the built-in ones."""
        return self._call(c.hwlive_config_set_ca_file, path(file, "CA file"))

    def set_client_certificate(self, certificate_file: Path, key_file: Path) -> Config:
        """Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM."""
        return self._call(
            c.hwlive_config_set_client_certificate, path(certificate_file, "certificate file"), path(key_file, "key file")
        )

    def set_client_certificate_pem(self, certificate: Text, key: Text) -> Config:
        """Sets the certificate that the client shows, and its key, as texts in PEM."""
        return self._call(
            c.hwlive_config_set_client_certificate_pem, text(certificate, "client certificate"), text(key, "client certificate's key")
        )

    def set_ca_pem(self, pem: Text) -> Config:
        """Sets the certificate authorities that are trusted, as a text in PEM. Replaces the CA file and the trust."""
        return self._call(c.hwlive_config_set_ca_pem, text(pem, "CA certificates"))

    def set_trust(self, roots: int) -> Config:
        """Trusts the built-in roots or the system's: one of `TrustedRoots`. Replaces the CA file."""
        return self._call(c.hwlive_config_set_trust, int32(roots, "trust"))

    def set_pinned_public_keys(self, pins: Text) -> Config:
        """Sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them."""
        return self._call(c.hwlive_config_set_pinned_public_keys, text(pins, "pinned public keys"))

    def set_min_tls_version(self, version: int) -> Config:
        """Sets the oldest version of TLS that is spoken: one of `TlsVersion`. Default: TLS 1.2."""
        return self._call(c.hwlive_config_set_min_tls_version, int32(version, "TLS version"))

    def add_resolve(self, entry: Text) -> Config:
        """Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]"."""
        return self._call(c.hwlive_config_add_resolve, text(entry, "resolve"))

    def set_local_address(self, address: Text) -> Config:
        """Sets the address of this machine that connections are made from."""
        return self._call(c.hwlive_config_set_local_address, text(address, "local address"))

    def set_ip_family(self, family: int) -> Config:
        """Sets the family of the addresses that are connected to: one of `IpFamily`."""
        return self._call(c.hwlive_config_set_ip_family, int32(family, "IP family"))

    def set_region_by_pattern(self, on: bool) -> Config:
        """Lets a region that is not built in have endpoints by the service's pattern."""
        return self._call(c.hwlive_config_set_region_by_pattern, int(bool(on)))

    def set_insecure(self, on: bool) -> Config:
        """Turns the check of certificates off and allows plain http to any host. Only for tests."""
        return self._call(c.hwlive_config_set_insecure, int(bool(on)))

    def set_user_agent(self, suffix: Text) -> Config:
        """Adds the program's name to the User-Agent header."""
        return self._call(c.hwlive_config_set_user_agent, text(suffix, "user agent"))

    def set_signing_algorithm(self, algorithm: int) -> Config:
        """Sets how an access key signs requests: one of `SigningAlgorithm`."""
        return self._call(c.hwlive_config_set_signing_algorithm, int32(algorithm, "signing algorithm"))

    def set_log(self, level: int, function: Optional[Callable[[LogLevel, str], object]] = None) -> Config:
        """Sets a function that is called with a `LogLevel` and a message for each event in the calls of a client.

        It runs inside the call, and several threads may be in it at once. No secret is in the message at any level. What it
        raises is reported to `sys.unraisablehook`.
        """
        if function is not None and not callable(function):
            raise TypeError("the log function must be callable")

        def log(level: int, message: bytes, _userdata: Optional[int]) -> None:
            assert function is not None
            function(LogLevel(level), message.decode())

        wrapped = d.hwlive_log_fn(log) if function is not None else d.hwlive_log_fn()
        self._call(c.hwlive_config_set_log, int32(level, "level"), wrapped, None)
        self._log = wrapped  # Clients keep it, too.
        return self

    def _session(
        self,
        function: Callable[..., int],
        session_name: Optional[Text],
        duration_seconds: int,
        policy: Optional[Text],
        policy_ids: Union[Text, Iterable[str], None],
    ) -> Config:
        joined = policy_ids if policy_ids is None or isinstance(policy_ids, (str, bytes)) else ",".join(policy_ids)
        return self._call(
            function,
            text(session_name, "session name"),
            uint32(duration_seconds, "session duration"),
            text(policy, "session policy"),
            text(joined, "session policy ids"),
        )

    def _call(self, function: Callable[..., int], *arguments: Any) -> Config:
        call(function, self._handle, *arguments)
        return self


_numbers = itertools.count(1)
#: The functions that the library may still call, by the number that it has of them.
_providers: Dict[int, Callable[[], Credentials]] = {}


def _give_credentials(credentials: int, number: int) -> int:
    try:
        given = _providers[number]()
        if given.auth_token is not None:
            call(c.hwlive_credentials_set_auth_token, credentials, text(given.auth_token, "auth token"))
        else:
            call(
                c.hwlive_credentials_set_access_key,
                credentials,
                text(given.access_key, "access key"),
                text(given.secret_key, "secret key"),
                text(given.security_token, "security token"),
            )
        if given.expiry_unix is not None:
            call(c.hwlive_credentials_set_expiry_unix, credentials, int64(given.expiry_unix, "expiry"))
        return d.HWLIVE_CODE_OK
    except Exception:
        logging.getLogger("hwlive").exception("the credentials provider failed")
        return d.HWLIVE_CODE_OTHER


def _release_provider(number: int) -> None:
    _providers.pop(number, None)


# Kept for as long as the library may call them.
_GIVE_CREDENTIALS = d.hwlive_credentials_fn(_give_credentials)
_RELEASE_PROVIDER = d.hwlive_release_fn(_release_provider)
