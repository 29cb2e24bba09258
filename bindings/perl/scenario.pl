# The scenario, in Perl. usage: scenario.pl scenario.json
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Config;
use Encode ();
use JSON::PP ();
use Hwlive;
use if $Config{useithreads}, 'threads';

my $json = JSON::PP->new->canonical->allow_nonref;

sub resident_kib {
    open my $status, '<', '/proc/self/status' or die $!;
    my ($kib) = map { /^VmRSS:\s*(\d+)/ } <$status>;
    return $kib;
}

sub attempt {
    my ($step, $action, $id) = @_;
    my $got = eval { $action->() };
    if (my $error = $@) {
        die $error unless ref $error eq 'Hwlive::Error';
        my %found = (
            kind => $error->{kind}, status => 0 + $error->{status}, service_code => $error->{service_code},
            has_request_id => defined $error->{request_id} ? JSON::PP::true : JSON::PP::false,
        );
        my $found = $json->encode(\%found);
        die "$found: $error\n" unless $found eq $json->encode($step->{error}) && length "$error";
        return;
    }
    die 'no error, but ', $json->encode($got), "\n" if $step->{error};
    for my $field (keys %{ $step->{expect} }) {
        my ($found, $expected) = map { $json->encode($_) =~ s/"//gr } $got->{$field}, $step->{expect}{$field};
        die "$field: $found, not $expected\n" unless $found eq $expected;
    }
    die $json->encode($got), "\n" if defined $id && !($got->{id} eq $id && $got->{request_id});
}

sub calls {
    my ($step, $client) = @_;
    for (1 .. $step->{times} // 1) {
        for my $id (@{ $step->{ids} }) {
            attempt($step, sub { $client->show_record_callback($id) }, $id);
        }
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

sub run {
    my ($step, $key) = @_;
    if (defined $step->{notification}) {
        my $body = Encode::encode('UTF-8', $step->{notification});
        return attempt($step, sub { Hwlive::verify_notification($body, $key, now_unix => $step->{now_unix}) });
    }
    my $make = sub { Hwlive::Client->new(%{ $step->{settings} // {} }) };
    my $client = eval { $make->() };
    if (my $error = $@) {
        return attempt($step, sub { die $error });
    }
    $client->close if $step->{closed};
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
}

open my $file, '<:raw', $ARGV[0] or die "$ARGV[0]: $!";
my $scenario = JSON::PP::decode_json(do { local $/; <$file> });
my $failed = 0;
$| = 1;
for my $step (@{ $scenario->{steps} }) {
    my $good = eval { run($step, $scenario->{key}); 1 };
    $failed ||= !$good;
    print $good ? "ok   $step->{name}\n" : "FAIL $step->{name}: $@";
}
exit($failed ? 1 : 0);
