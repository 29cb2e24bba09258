--- Settings of a client. All methods return the config, so that calls can be chained.
--
-- A setting that cannot be used throws an error of the kind invalid_argument and leaves the others as they were. Nothing is
-- sent.
local C = require("hwlive.library")
local call = require("hwlive.call")
local ffi = require("ffi")

local M = {}
local Config = {}
Config.__index = Config
Config.__tostring = function() return "hwlive.config" end -- A config has secrets.

--- Makes settings, all at their defaults.
function M.new()
  return setmetatable({ handle = ffi.gc(C.hwlive_config_new(), C.hwlive_config_free) }, Config)
end

local function set(self, run, ...)
  call.call(run, self.handle, ...)
  return self
end

--- Applies settings by name: set { region = "cn-north-4" } is region("cn-north-4"). Give a table for a setting with several
-- arguments: set { access_key = { access_key, secret_key } }. A table of options alone is given as it is: set { oidc_session =
-- { session_name = "ci" } }. Give one kind of credentials, since a table has no order.
function Config:set(settings)
  for name, value in pairs(settings) do
    if not M.SETTINGS[name] then error("there is no setting " .. tostring(name), 0) end
    if type(value) == "table" and (table.maxn(value) > 0 or next(value) == nil) then
      Config[name](self, unpack(value, 1, table.maxn(value)))
    else
      Config[name](self, value)
    end
  end
  return self
end

--- Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...).
function Config:load_environment() return set(self, C.hwlive_config_load_environment) end

--- Takes what a profile file of the official SDKs says. nil is their default file.
function Config:load_profile(file) return set(self, C.hwlive_config_load_profile, call.text(file, "file")) end

--- Takes what a profile of KooCLI says. nil is its default file, and the profile HW_PROFILE, else the current one.
function Config:load_koocli_profile(file, profile)
  return set(self, C.hwlive_config_load_koocli_profile, call.text(file, "file"), call.text(profile, "profile"))
end

--- Takes the environment, and credentials from it, else from the profile file, else, if with_metadata is true, from the
-- metadata service.
function Config:load_default(with_metadata) return set(self, C.hwlive_config_load_default, with_metadata and 1 or 0) end

--- Takes the regions that a file of the official SDKs defines. nil is their default file.
function Config:load_regions_file(file) return set(self, C.hwlive_config_load_regions_file, call.text(file, "file")) end

--- Defines a region by its Live endpoints: one or more URLs.
function Config:define_region(region_id, ...)
  return set(self, C.hwlive_config_define_region, call.text(region_id, "region id"), call.text(table.concat({ ... }, ","), "urls"))
end

--- Sets the region, and with it the endpoints of Live and IAM.
function Config:region(region_id) return set(self, C.hwlive_config_set_region, call.text(region_id, "region")) end

--- Sets the endpoint of Live. It is used in place of the region's.
function Config:endpoint(url) return set(self, C.hwlive_config_set_endpoint, call.text(url, "endpoint")) end

--- Sets the endpoint of IAM. It is used in place of the region's.
function Config:iam_endpoint(url) return set(self, C.hwlive_config_set_iam_endpoint, call.text(url, "IAM endpoint")) end

--- Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's.
function Config:sts_endpoint(url) return set(self, C.hwlive_config_set_sts_endpoint, call.text(url, "STS endpoint")) end

--- Sets the project that the callbacks belong to: its id, not its name.
function Config:project_id(project_id) return set(self, C.hwlive_config_set_project_id, call.text(project_id, "project id")) end

--- Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials.
function Config:access_key(access_key, secret_key, security_token)
  return set(self, C.hwlive_config_set_access_key, call.text(access_key, "access key"), call.text(secret_key, "secret key"),
    call.text(security_token, "security token"))
end

--- Sets an IAM token, which is not renewed. Replaces other credentials.
function Config:auth_token(token) return set(self, C.hwlive_config_set_auth_token, call.text(token, "auth token")) end

--- Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials.
function Config:iam_user(user, password, domain)
  return set(self, C.hwlive_config_set_iam_user, call.text(user, "user"), call.text(password, "password"), call.text(domain, "domain"))
end

--- Takes temporary keys from the metadata service of the cloud server. Replaces other credentials.
function Config:metadata_credentials(on)
  if on == false then error("metadata credentials can be set, but not be unset: set other credentials", 0) end
  return set(self, C.hwlive_config_set_metadata_credentials)
end

--- Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. The file is read for each renewal.
-- Replaces other credentials.
function Config:identity_provider(idp_id, id_token_file)
  return set(self, C.hwlive_config_set_identity_provider, call.text(idp_id, "identity provider id"),
    call.text(id_token_file, "ID token file"))
end

--- Sets an agency that STS gives for an ID token: { id_token_file = file }, which is read for each renewal, or { id_token = token },
-- which is used until it ends. Replaces other credentials.
function Config:oidc(provider_urn, agency_urn, from)
  from = call.options(from, "id_token", "id_token_file")
  return set(self, C.hwlive_config_set_oidc, call.text(provider_urn, "provider URN"), call.text(agency_urn, "agency URN"),
    call.text(from.id_token, "ID token"), call.text(from.id_token_file, "ID token file"))
end

local function set_session(self, run, session)
  session = call.options(session, "session_name", "duration_seconds", "policy", "policy_ids")
  return set(self, run, call.text(session.session_name, "session name"),
    call.uint32(session.duration_seconds == nil and 0 or session.duration_seconds, "session duration"),
    call.text(session.policy, "session policy"), call.list(session.policy_ids, "session policy ids"))
end

--- Sets the session of oidc's agency, before or after it: { session_name = name, duration_seconds = seconds, policy = json,
-- policy_ids = { id, ... } }, each of them optional. Replaces all four.
function Config:oidc_session(session) return set_session(self, C.hwlive_config_set_oidc_session, session) end

--- Takes temporary keys from the agent for the pods of a cluster. Replaces other credentials.
function Config:pod_identity(uri, authorization_token_file)
  return set(self, C.hwlive_config_set_pod_identity, call.text(uri, "pod identity URI"),
    call.text(authorization_token_file, "authorization token file"))
end

--- Sets the agency that the credentials assume, such as "iam::DOMAIN_ID:agency:NAME". Set the credentials as well, before it or
-- after it. nil is no agency.
function Config:agency(agency_urn, external_id)
  return set(self, C.hwlive_config_set_agency, call.text(agency_urn, "agency URN"), call.text(external_id, "external id"))
end

--- Sets the agency that the credentials assume, by its name and its account: { domain_name = name } or { domain_id = id }.
function Config:agency_by_name(agency_name, account)
  account = call.options(account, "domain_name", "domain_id")
  return set(self, C.hwlive_config_set_agency_by_name, call.text(agency_name, "agency name"),
    call.text(account.domain_name, "domain name"), call.text(account.domain_id, "domain id"))
end

--- Sets the session of the agency that the credentials assume; as in oidc_session. Policies need an agency by its URN.
function Config:agency_session(session) return set_session(self, C.hwlive_config_set_agency_session, session) end

--- Sets where the metadata service is; for tests.
function Config:metadata_endpoint(url)
  return set(self, C.hwlive_config_set_metadata_endpoint, call.text(url, "metadata endpoint"))
end

--- Limits the whole call, retries included, in milliseconds. Default: 30000.
function Config:timeout_ms(timeout_ms) return set(self, C.hwlive_config_set_timeout_ms, call.uint32(timeout_ms, "timeout")) end

--- Limits the making of one connection, in milliseconds. Default: 10000.
function Config:connect_timeout_ms(timeout_ms)
  return set(self, C.hwlive_config_set_connect_timeout_ms, call.uint32(timeout_ms, "connect timeout"))
end

--- Sets how often a call is tried again, 0 to 10. Default: 2.
function Config:max_retries(retries) return set(self, C.hwlive_config_set_max_retries, call.uint32(retries, "retries")) end

--- Sets the HTTP proxy. "" is no proxy. Default: that of the environment.
function Config:proxy(url) return set(self, C.hwlive_config_set_proxy, call.text(url, "proxy")) end

--- Sets the file with the certificate authorities that are trusted in place of the built-in ones.
function Config:ca_file(file) return set(self, C.hwlive_config_set_ca_file, call.text(file, "CA file")) end

--- Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM.
function Config:client_certificate(certificate_file, key_file)
  return set(self, C.hwlive_config_set_client_certificate, call.text(certificate_file, "certificate file"),
    call.text(key_file, "key file"))
end

--- Sets the certificate that the client shows, and its key, as texts in PEM.
function Config:client_certificate_pem(certificate, key)
  return set(self, C.hwlive_config_set_client_certificate_pem, call.text(certificate, "client certificate"),
    call.text(key, "client certificate's key"))
end

--- Sets the certificate authorities that are trusted, as a text in PEM. Replaces the CA file and the trust.
function Config:ca_pem(pem) return set(self, C.hwlive_config_set_ca_pem, call.text(pem, "CA certificates")) end

--- Trusts the built-in roots or the system's: one of hwlive.TRUST_*. Replaces the CA file.
function Config:trust(roots) return set(self, C.hwlive_config_set_trust, call.int32(roots, "trust")) end

--- Sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them.
function Config:pinned_public_keys(pins)
  return set(self, C.hwlive_config_set_pinned_public_keys, call.text(pins, "pinned public keys"))
end

--- Sets the oldest version of TLS that is spoken: one of hwlive.TLS_*. Default: TLS 1.2.
function Config:min_tls_version(version)
  return set(self, C.hwlive_config_set_min_tls_version, call.int32(version, "TLS version"))
end

--- Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]".
function Config:add_resolve(entry) return set(self, C.hwlive_config_add_resolve, call.text(entry, "resolve")) end

--- Sets the address of this machine that connections are made from.
function Config:local_address(address)
  return set(self, C.hwlive_config_set_local_address, call.text(address, "local address"))
end

--- Sets the family of the addresses that are connected to: one of hwlive.IP_*.
function Config:ip_family(family) return set(self, C.hwlive_config_set_ip_family, call.int32(family, "IP family")) end

--- Lets a region that is not built in have endpoints by the service's pattern.
function Config:region_by_pattern(on) return set(self, C.hwlive_config_set_region_by_pattern, on and 1 or 0) end

--- Turns the check of certificates off and allows plain http to any host. Only for tests.
function Config:insecure(on) return set(self, C.hwlive_config_set_insecure, on and 1 or 0) end

--- Adds the program's name to the User-Agent header.
function Config:user_agent(suffix) return set(self, C.hwlive_config_set_user_agent, call.text(suffix, "user agent")) end

--- Sets how an access key signs requests: one of hwlive.SIGNING_*.
function Config:signing_algorithm(algorithm)
  return set(self, C.hwlive_config_set_signing_algorithm, call.int32(algorithm, "signing algorithm"))
end

-- The log functions, by the number that the library hands back. Configs and clients keep them.
local functions, last = setmetatable({}, { __mode = "v" }), 0

-- One for all, since LuaJIT has room for some hundreds only.
local write_log = ffi.cast("hwlive_log_fn", function(level, message, userdata)
  local log = functions[tonumber(ffi.cast("intptr_t", userdata))]
  local ok, failure = pcall(log.run, level, ffi.string(message)) -- An error must not go through C.
  if not ok then io.stderr:write("hwlive: the log function failed: ", tostring(failure), "\n") end
end)

--- Sets a function that is called with a level, one of hwlive.LOG_*, and a message for each event in the calls of a client.
--
-- It runs inside the call. No secret is in the message at any level. What it throws is written to stderr.
function Config:log(level, run)
  call.int32(level, "level")
  if run == nil then
    set(self, C.hwlive_config_set_log, level, nil, nil)
    self.log_kept = nil
    return self
  end
  if type(run) ~= "function" then error("the log function must be a function", 0) end
  local log = { run = run }
  last = last + 1
  functions[last] = log
  set(self, C.hwlive_config_set_log, level, write_log, ffi.cast("void *", last))
  self.log_kept = log
  return self
end

M.SETTINGS = {}
for name in pairs(Config) do
  M.SETTINGS[name] = not name:find("^_") and not name:find("^load_") and name ~= "set" and name ~= "define_region" or nil
end

return M
