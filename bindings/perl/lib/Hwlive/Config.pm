package Hwlive::Config;

use strict;
use warnings;
use Carp            ();
use Hwlive::Native  ();
use Hwlive::Library ();

sub CLONE_SKIP { 1 } # A thread cannot use the config of another.

sub new { bless { handle => Hwlive::C::hwlive_config_new() }, shift }

sub DESTROY {
    local ($@, $?);
    Hwlive::C::hwlive_config_free(delete $_[0]{handle}) if $_[0]{handle};
}

sub call {
    my ($self, $function, @arguments) = @_;
    Hwlive::Native::call($function, $self->{handle}, @arguments);
    return $self;
}

# The function of C for each setting, and what its arguments are.
my %TEXTS = (
    region             => [\&Hwlive::C::hwlive_config_set_region,             'region'],
    endpoint           => [\&Hwlive::C::hwlive_config_set_endpoint,           'endpoint'],
    iam_endpoint       => [\&Hwlive::C::hwlive_config_set_iam_endpoint,       'IAM endpoint'],
    sts_endpoint       => [\&Hwlive::C::hwlive_config_set_sts_endpoint,       'STS endpoint'],
    project_id         => [\&Hwlive::C::hwlive_config_set_project_id,         'project id'],
    access_key         => [\&Hwlive::C::hwlive_config_set_access_key,         'access key', 'secret key', 'security token'],
    auth_token         => [\&Hwlive::C::hwlive_config_set_auth_token,         'auth token'],
    iam_user           => [\&Hwlive::C::hwlive_config_set_iam_user,           'user', 'password', 'domain'],
    identity_provider  => [\&Hwlive::C::hwlive_config_set_identity_provider,  'identity provider id', 'ID token file'],
    pod_identity       => [\&Hwlive::C::hwlive_config_set_pod_identity,       'pod identity URI', 'pod identity token file'],
    metadata_endpoint  => [\&Hwlive::C::hwlive_config_set_metadata_endpoint,  'metadata endpoint'],
    proxy              => [\&Hwlive::C::hwlive_config_set_proxy,              'proxy'],
    ca_file            => [\&Hwlive::C::hwlive_config_set_ca_file,            'CA file'],
    ca_pem             => [\&Hwlive::C::hwlive_config_set_ca_pem,             'CA text'],
    local_address      => [\&Hwlive::C::hwlive_config_set_local_address,      'local address'],
    client_certificate => [\&Hwlive::C::hwlive_config_set_client_certificate, 'certificate file', 'key file'],
    client_certificate_pem => [\&Hwlive::C::hwlive_config_set_client_certificate_pem, 'certificate', 'key'],
    user_agent         => [\&Hwlive::C::hwlive_config_set_user_agent,         'user agent'],
);
my %NUMBERS = (
    timeout_ms         => [\&Hwlive::C::hwlive_config_set_timeout_ms,         'timeout'],
    connect_timeout_ms => [\&Hwlive::C::hwlive_config_set_connect_timeout_ms, 'connect timeout'],
    max_retries        => [\&Hwlive::C::hwlive_config_set_max_retries,        'retries'],
    signing_algorithm  => [\&Hwlive::C::hwlive_config_set_signing_algorithm,  'signing algorithm', \&Hwlive::Native::int32],
    trust              => [\&Hwlive::C::hwlive_config_set_trust,              'roots',             \&Hwlive::Native::int32],
    min_tls_version    => [\&Hwlive::C::hwlive_config_set_min_tls_version,    'TLS version',       \&Hwlive::Native::int32],
    ip_family          => [\&Hwlive::C::hwlive_config_set_ip_family,          'IP family',         \&Hwlive::Native::int32],
);
# The function of C, what its first arguments are, and the names of the others, which are given as pairs.
my @SESSION = qw(session_name duration_seconds policy policy_ids);
my %PAIRS = (
    oidc           => [\&Hwlive::C::hwlive_config_set_oidc,           ['OIDC provider URN', 'OIDC agency URN'], qw(id_token id_token_file)],
    oidc_session   => [\&Hwlive::C::hwlive_config_set_oidc_session,   [],              @SESSION],
    agency         => [\&Hwlive::C::hwlive_config_set_agency,         ['agency URN'],  'external_id'],
    agency_by_name => [\&Hwlive::C::hwlive_config_set_agency_by_name, ['agency name'], qw(domain_name domain_id)],
    agency_session => [\&Hwlive::C::hwlive_config_set_agency_session, [],              @SESSION],
);
my %SETTINGS = map { $_ => 1 } keys %TEXTS, keys %NUMBERS, keys %PAIRS,
    qw(add_resolve insecure log metadata_credentials pinned_public_keys region_by_pattern);

for my $setting (keys %TEXTS) {
    my ($function, @names) = @{ $TEXTS{$setting} };
    no strict 'refs';
    *$setting = sub {
        my ($self, @values) = @_;
        Carp::croak("$setting has at most " . @names . ' values') if @values > @names;
        return $self->call($function, map { Hwlive::Native::text($values[$_], $names[$_]) } 0 .. $#names);
    };
}

for my $setting (keys %NUMBERS) {
    my ($function, $name, $fit) = @{ $NUMBERS{$setting} };
    $fit ||= \&Hwlive::Native::uint32;
    no strict 'refs';
    *$setting = sub { $_[0]->call($function, $fit->($_[1], $name)) };
}

for my $setting (keys %PAIRS) {
    my ($function, $first, @names) = @{ $PAIRS{$setting} };
    no strict 'refs';
    *$setting = sub {
        my ($self, @values) = @_;
        my @first = splice @values, 0, @$first;
        Carp::croak("$setting has pairs of a name and a value at its end") if @values % 2;
        my %given = @values;
        my @rest = map { argument($_, delete $given{$_}) } @names;
        Carp::croak("$setting has no argument " . join ', ', sort keys %given) if %given;
        return $self->call($function, (map { Hwlive::Native::text($first[$_], $first->[$_]) } 0 .. $#$first), @rest);
    };
}

# An argument of %PAIRS as C reads it. Ids of policies may be an array.
sub argument {
    my ($name, $value) = @_;
    return Hwlive::Native::uint32($value // 0, $name) if $name eq 'duration_seconds';
    $value = join ',', @$value if ref $value eq 'ARRAY';
    return Hwlive::Native::text($value, $name);
}

sub set {
    my ($self, @settings) = @_;
    while (my ($name, $value) = splice @settings, 0, 2) {
        Carp::croak("there is no setting $name") unless $SETTINGS{$name};
        $self->$name(ref $value eq 'ARRAY' ? @$value : $value);
    }
    return $self;
}

sub load_environment { $_[0]->call(\&Hwlive::C::hwlive_config_load_environment) }

sub load_profile { $_[0]->call(\&Hwlive::C::hwlive_config_load_profile, Hwlive::Native::text($_[1], 'file')) }

sub load_koocli_profile {
    my ($self, $file, $profile) = @_;
    return $self->call(\&Hwlive::C::hwlive_config_load_koocli_profile, Hwlive::Native::text($file, 'file'), Hwlive::Native::text($profile, 'profile'));
}

sub load_default {
    my ($self, %given) = @_;
    return $self->call(\&Hwlive::C::hwlive_config_load_default, $given{with_metadata} ? 1 : 0);
}

sub load_regions_file { $_[0]->call(\&Hwlive::C::hwlive_config_load_regions_file, Hwlive::Native::text($_[1], 'file')) }

sub define_region {
    my ($self, $region_id, @urls) = @_;
    return $self->call(\&Hwlive::C::hwlive_config_define_region, Hwlive::Native::text($region_id, 'region id'),
        Hwlive::Native::text(join(',', @urls), 'urls'));
}

sub metadata_credentials {
    my ($self, $on) = @_;
    Carp::croak('metadata credentials can be set, but not be unset: set other credentials') if @_ > 1 && !$on;
    return $self->call(\&Hwlive::C::hwlive_config_set_metadata_credentials);
}

sub insecure { $_[0]->call(\&Hwlive::C::hwlive_config_set_insecure, $_[1] ? 1 : 0) }

sub region_by_pattern { $_[0]->call(\&Hwlive::C::hwlive_config_set_region_by_pattern, $_[1] ? 1 : 0) }

sub add_resolve {
    my ($self, @entries) = @_;
    $self->call(\&Hwlive::C::hwlive_config_add_resolve, Hwlive::Native::text($_, 'entry')) for @entries;
    return $self;
}

sub pinned_public_keys {
    my ($self, @pins) = @_;
    return $self->call(\&Hwlive::C::hwlive_config_set_pinned_public_keys, Hwlive::Native::text(join(';', @pins), 'pins'));
}

sub log {
    my ($self, $level, $function) = @_;
    my $closure = $function && $Hwlive::Library::FFI->closure(sub {
        my ($level, $message) = @_;
        local $@;
        # What it dies of must not go through C.
        eval { $function->($level, Hwlive::Native::decoded($message)); 1 } or warn "hwlive: the log function failed: $@";
    });
    $self->call(\&Hwlive::C::hwlive_config_set_log, Hwlive::Native::int32($level, 'level'), $closure, undef);
    $self->{log} = $closure; # Clients keep it, too.
    return $self;
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Config - settings of a client

=head1 SYNOPSIS

    my $config = Hwlive::Config->new->load_environment->region('cn-north-4')->timeout_ms(5000);
    my $client = Hwlive::Client->new($config);

=head1 METHODS

All return the config. A setting that cannot be used dies with a Hwlive::Error::InvalidArgument and leaves the others as they
were. Nothing is sent.

=over

=item set(NAME => VALUE, ...)

Calls the methods of these names, in this order. An array is several arguments: C<set(access_key =E<gt> [$key, $secret])>.

=item load_environment

Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...).

=item load_profile($file)

Takes what a profile file of the official SDKs says; without a name, their default file.

=item load_koocli_profile($file, $profile)

Takes what a profile of KooCLI says; without a file, its default file; without a profile, HW_PROFILE, else the current one.

=item load_default(with_metadata => 1)

Takes the environment, and credentials from it, else from the profile file, else, if told so, from the metadata service.

=item load_regions_file($file), define_region($region_id, @urls)

Takes the regions that a file of the official SDKs defines; defines a region by its Live endpoints.

=item region($region_id), endpoint($url), iam_endpoint($url), sts_endpoint($url), project_id($project_id)

Where the callbacks are. An endpoint is used in place of the region's. With C<region_by_pattern(1)>, a region that is neither
built in nor defined gets the endpoints that belong to its name.

=item access_key($access_key, $secret_key, $security_token), auth_token($token), iam_user($user, $password, $domain), metadata_credentials

The credentials; each replaces the others. A temporary key has a security token. Tokens of a user of IAM are fetched and
renewed; those of C<auth_token> are not. C<metadata_endpoint($url)> is for tests.

=item identity_provider($idp_id, $id_token_file), pod_identity($uri, $authorization_token_file)

Credentials without a secret of your own; each replaces other credentials. IAM gives temporary keys for the ID token of an
identity provider; the agent of a cluster gives them for its token. A file is read each time that keys are asked for, so it may
be replaced while the program runs.

=item oidc($provider_urn, $agency_urn, id_token_file => $file), oidc_session(duration_seconds => 900, ...)

The agency that STS gives to whoever has an ID token of an OIDC provider; replaces other credentials. C<id_token> in place of
C<id_token_file> is a token in memory, which is used until it ends. The session has C<session_name>, C<duration_seconds>, by
default 3600, C<policy>, a text in JSON, and C<policy_ids>, an array or a text with commas. It replaces the session before.

=item agency($agency_urn, external_id => $id), agency_by_name($agency_name, domain_name => $name), agency_session(...)

The agency that the credentials assume, whatever these are; each replaces the other. C<agency(undef)> is none. An account is
named by C<domain_name> or C<domain_id>. The session is as for C<oidc_session>; policies are for C<agency> alone.

=item timeout_ms($ms), connect_timeout_ms($ms), max_retries($count)

The limit of the whole call, by default 30000 ms; of the making of one connection, by default 10000 ms; how often a call is
tried again, 0 to 10, by default 2.

=item proxy($url), ca_file($file), client_certificate($certificate_file, $key_file), insecure($on), user_agent($suffix)

The HTTP proxy ("" is none); the certificate authorities in place of those built in; what the client shows to servers that ask;
no check of certificates, only for tests; the program's name in the User-Agent header.

=item ca_pem($text), client_certificate_pem($certificate, $key)

The same as texts in PEM; text and file replace each other.

=item trust($roots), min_tls_version($version), pinned_public_keys(@pins)

One of Hwlive::TRUST_*, which replaces C<ca_file> and C<ca_pem>; the oldest version of TLS, one of Hwlive::TLS_*; the public keys
that Live and IAM may have, each "sha256//BASE64", as curl writes it: name a spare key as well.

=item add_resolve(@entries), local_address($address), ip_family($family)

Addresses of hosts in place of a name lookup, each entry "host:port:address[,address...]"; the address of this machine that
connections are made from; one of Hwlive::IP_*.

=item signing_algorithm($algorithm)

One of Hwlive::SIGNING_*. Hwlive::SIGNING_SDK_HMAC_SM3 needs a library that was built with its feature sm3.

=item log($level, sub { my ($level, $message) = @_; ... })

Is called for each event in the calls of a client, inside the call. No secret is in the message at any level. What it dies of
becomes a warning.

=back

=cut
