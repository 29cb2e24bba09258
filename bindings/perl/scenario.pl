# The scenario, in Perl. usage: scenario.pl scenario.json
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Config;
use Encode ();
use JSON::PP ();
use MIME::Base64 ();
use Hwlive;
use if $Config{useithreads}, 'threads';

my $json = JSON::PP->new->canonical->allow_nonref;

sub resident_kib {
    open my $status, '<', '/proc/self/status' or die $!;
    my ($kib) = map { /^VmRSS:\s*(\d+)/ } <$status>;
    return $kib;
}

sub same { my ($found, $expected) = map { $json->encode($_) =~ s/"//gr } @_; $found eq $expected }

sub check_error {
    my ($expected, $error) = @_;
    for my $field (keys %$expected) {
        my $value = $expected->{$field};
        if ($field =~ /^(?:has_|is_)/) {
            my $found = $field eq 'has_request_id' ? defined $error->request_id : $error->is_retryable;
            die "$field: $error\n" unless !$found == !$value;
        } else {
            my $found = $error->$field;
            die "$field: ", $found // 'undef', ", not ", $json->encode($value), ": $error\n" unless same($found, $value);
        }
    }
    my $class = join '', map { ucfirst } split /_/, $error->kind;
    die ref $error unless ref $error eq "Hwlive::Error::$class" && length "$error";
}

sub attempt {
    my ($step, $action, $id) = @_;
    my $got = eval { $action->() };
    if (my $error = $@) {
        die $error unless ref $error && $step->{error};
        return check_error($step->{error}, $error);
    }
    die 'no error, but ', $json->encode({%$got}), "\n" if $step->{error};
    for my $field (keys %{ $step->{expect} }) {
        my ($found, $expected) = ($got->$field, $step->{expect}{$field});
        die "$field: ", $json->encode($found), ", not ", $json->encode($expected), "\n" unless same($found, $expected);
    }
    die $json->encode({%$got}), "\n" if defined $id && !($got->id eq $id && $got->request_id);
}

# The names of the last arguments of settings that take these as pairs.
my @session = qw(session_name duration_seconds policy policy_ids);
my %pairs = (
    oidc           => [qw(id_token id_token_file)],
    agency         => ['external_id'],
    agency_by_name => [qw(domain_name domain_id)],
    map { $_ => \@session } qw(oidc_session agency_session),
);

# The arguments of a setting, from a list of them all.
sub with_pairs {
    my ($names, @values) = @_;
    my @last = splice @values, -@$names;
    return [@values, map { $names->[$_] => $last[$_] } 0 .. $#$names];
}

sub config {
    my ($step) = @_;
    my $made = Hwlive::Config->new;
    $made->load_environment if $step->{environment} // 1;
    my $settings = $step->{settings} // {};
    for my $name (sort keys %$settings) {
        my $value = $settings->{$name};
        if ($name eq 'load_default') {
            $made->load_default(with_metadata => $value);
        } elsif ($name =~ /^(?:load|define)_/) {
            $made->$name(ref $value ? @$value : $value);
        } else {
            $made->set($name => $pairs{$name} ? with_pairs($pairs{$name}, @$value) : $value);
        }
    }
    return $made;
}

sub calls {
    my ($step, $client) = @_;
    for (1 .. $step->{times} // 1) {
        for my $id (@{ $step->{ids} }) {
            my $with = $step->{call} || $step->{cancelled};
            attempt($step, sub { $with ? with_options($step, $client, $id) : $client->show_record_callback($id) }, $id);
        }
    }
}

# Shows a callback with the step's options of a call, and checks the report.
sub with_options {
    my ($step, $client, $id) = @_;
    my %options = %{ $step->{call} // {} };
    my $header = delete $options{header};
    my $call = Hwlive::Call->new(%options, $header ? (headers => { @$header }) : ());
    die "a report before the call\n" if $call->report->attempts || defined $call->report->total_us;
    $call->cancel if $step->{cancelled}; # A thread cannot use the call of another.
    my $got = eval { $client->show_record_callback($id, call => $call) };
    my $failure = $@;
    my $report = $call->report;
    for my $field (keys %{ $step->{report} // {} }) {
        my $good = same($report->$field, $step->{report}{$field}) && $report->total_us > 0 && $report->bytes_sent > 0;
        $good &&= $report->bytes_received > 0 && $report->peer_address unless $step->{error};
        die $json->encode({%$report}), "\n" unless $good;
    }
    die $failure unless $got;
    return $got;
}

sub listed {
    my ($step, $client) = @_;
    my ($domain, $app) = @{ $step->{list} };
    my %expect = %{ delete $step->{expect} // {} };
    for my $call (undef, Hwlive::Call->new(timeout_ms => 20_000)) {
        my $list;
        attempt({ %$step, expect => {} }, sub {
            $list = $client->list_record_callbacks(publish_domain => $domain, app => $app, call => $call);
        });
        next unless $list;
        my ($first) = map { $_->id } $list->callbacks;
        die "the list is not complete\n" unless !$list->is_complete == !$expect{is_complete};
        die "a list of ", $list->count, " of ", $list->total // 'undef', "\n"
            unless same($list->count, $expect{count}) && same($list->total, $expect{total}) && same($first, $expect{first});
        die "no request id\n" if grep { !$_->request_id } $list, $list->callbacks;
        die "no json\n" if grep { !length $_->json } $list->callbacks;
    }
}

# A log function cancels the call that it is in, before it is tried again. Nothing else may use the options meanwhile.
sub cancelled_by_log {
    my $call = Hwlive::Call->new(timeout_ms => 60_000);
    my ($client, %seen);
    $client = Hwlive::Client->new(Hwlive::Config->new->load_environment->log(Hwlive::LOG_DEBUG, sub {
        eval { $client->show_record_callback('bare', call => $call) };
        $seen{ ref $@ ? $@->kind : "$@" } = 1;
        $seen{report} = 1 if $call->report->attempts;
        $call->cancel;
    }));
    attempt({ error => { kind => 'cancelled' } }, sub { $client->show_record_callback('busy', call => $call) });
    $client->close;
    die $json->encode(\%seen), "\n" unless join(' ', keys %seen) eq 'invalid_argument';
    undef $client; # The log function refers to it.
}

# The settings that no step has.
sub settings_taken {
    my @pins = map { 'sha256//' . MIME::Base64::encode($_ x 32, '') } 'a', 'b';
    my $config = Hwlive::Config->new->set(
        add_resolve        => ['live.example.com:443:192.0.2.1', 'iam.example.com:443:[2001:db8::1]'],
        local_address      => '127.0.0.1',
        ip_family          => Hwlive::IP_4,
        trust              => Hwlive::TRUST_BUILT_IN,
        min_tls_version    => Hwlive::TLS_1_3,
        pinned_public_keys => \@pins,
        region_by_pattern  => 1,
        region             => 'xx-north-7',
    );
    my %wrong = (
        (map { $_ => 'nonsense' } qw(add_resolve local_address pinned_public_keys ca_pem)),
        (map { $_ => 99 } qw(ip_family trust min_tls_version)),
        client_certificate_pem => ['nonsense', 'nonsense'],
    );
    for my $name (keys %wrong) {
        attempt({ error => { kind => 'invalid_argument' } }, sub { $config->set($name => $wrong{$name}) });
    }
}

# In so many children at once.
sub forked {
    my ($count, $action) = @_;
    my @children = map {
        my $child = fork // die $!;
        if ($child == 0) {
            my $good = eval { $action->(); 1 };
            print STDERR $@ unless $good;
            exit($good ? 0 : 1);
        }
        $child;
    } 1 .. $count;
    for my $child (@children) {
        waitpid $child, 0;
        die "a child ended with $?\n" if $?;
    }
}

# Each with a client of its own.
sub threaded {
    my ($count, $action) = @_;
    return forked($count, $action) unless $Config{useithreads};
    my @threads = map { threads->create(sub { eval { $action->(); '' } // "$@" }) } 1 .. $count;
    my @failures = grep { $_ ne '' } map { $_->join } @threads;
    die @failures if @failures;
}

sub notification {
    my ($step, $key) = @_;
    my $bytes = Encode::encode('UTF-8', $step->{notification});
    for my $body ($bytes, $step->{notification}) {
        attempt($step, sub { Hwlive::verify_notification($body, $key, now_unix => $step->{now_unix}) });
    }
    return if $step->{error};
    Hwlive::parse_notification($bytes)->verify($key, now_unix => $step->{now_unix});
}

sub refused {
    my ($step) = @_;
    for my $one (@{ $step->{refused} }) {
        my $made  = eval { Hwlive::Client->new(config($one)) };
        my $error = $@;
        die $json->encode($one), ': ', $error || 'not refused', "\n"
            unless !$made && ref $error && $error->kind eq $one->{kind} && index("$error", $one->{says}) >= 0;
    }
}

sub logged {
    my ($step) = @_;
    my @events;
    my $client = Hwlive::Client->new(config($step)->log($step->{log}, sub { push @events, [@_] }));
    calls($step, $client);
    die $json->encode(\@events), "\n" unless grep { $_->[0] == $step->{log} && index($_->[1], $step->{says}) >= 0 } @events;
}

# Numbers that C would cut are refused.
sub out_of_range {
    for my $wrong (2**32 + 1, -1, 1.5, 'x', undef) {
        eval { Hwlive::Config->new->max_retries($wrong) };
        die $wrong // 'undef', " was taken\n" unless ref $@ eq 'Hwlive::Error::InvalidArgument';
    }
}

sub run {
    my ($step, $key) = @_;
    return $step->{run}->() if $step->{run};
    return notification($step, $key) if defined $step->{notification};
    return refused($step) if $step->{refused};
    return logged($step)  if $step->{log};
    return index(Hwlive::version(), $step->{version}) == 0 || die Hwlive::version() if $step->{version};
    my $make = sub { Hwlive::Client->new(config($step)) };
    my $client = eval { $make->() };
    if (my $error = $@) {
        return attempt($step, sub { die $error });
    }
    $client->close    if $step->{closed};
    $client->shutdown if $step->{shutdown};
    return listed($step, $client) if $step->{list};
    my $work = sub {
        return calls($step, $client) unless $step->{dropped};
        calls($step, $make->()) for 1 .. $step->{dropped};
    };
    $work->() if $step->{growth_kib};
    my $before = resident_kib();
    if ($step->{threads}) {
        threaded($step->{threads}, sub { calls($step, $make->()) });
    } elsif ($step->{forks}) {
        calls($step, $client);
        forked($step->{forks}, sub { calls($step, $client) });
        calls($step, $client);
    } else {
        $work->();
    }
    my $growth = resident_kib() - $before;
    die "grew by $growth KiB\n" if $step->{growth_kib} && $growth > $step->{growth_kib};
    if ($step->{replaced}) {
        $client->replace_credentials(Hwlive::Config->new->load_environment);
        die "the new credentials are not used\n" unless $client->show_record_callback($step->{ids}[0])->id eq $step->{ids}[0];
    }
}

open my $file, '<:raw', $ARGV[0] or die "$ARGV[0]: $!";
my $scenario = JSON::PP::decode_json(do { local $/; <$file> });
my $failed = 0;
$| = 1;
my @own = (
    { name => 'a log function that cancels', run => \&cancelled_by_log },
    { name => 'more settings',               run => \&settings_taken },
    { name => 'numbers out of range',        run => \&out_of_range },
);
for my $step (@{ $scenario->{steps} }, @own) {
    if ($step->{settings} && $step->{settings}{credentials_provider}) {
        print "--   $step->{name}: Perl cannot run a function in a thread of the library's\n";
        next;
    }
    my $good = eval { run($step, $scenario->{key}); 1 };
    $failed ||= !$good;
    print $good ? "ok   $step->{name}\n" : "FAIL $step->{name}: $@";
}
exit($failed ? 1 : 0);
