<?php
// The scenario, in PHP. usage: scenario.php scenario.json
require __DIR__ . '/autoload.php';

class NotSo extends Exception
{
}

function check(bool $is_so, string $message): void
{
    $is_so || throw new NotSo($message);
}

function camel(string $name): string
{
    return lcfirst(str_replace('_', '', ucwords($name, '_')));
}

function resident_kib(): int
{
    gc_collect_cycles();
    preg_match('/VmRSS:\s*(\d+)/', file_get_contents('/proc/self/status'), $found);
    return (int) $found[1];
}

function check_error(array $expected, Hwlive\Error $error): void
{
    foreach ($expected as $field => $value) {
        $found = $field === 'has_request_id' ? $error->requestId !== null : $error->{camel($field)};
        check($found === $value, "$field: " . json_encode($found) . ', not ' . json_encode($value) . ": {$error->getMessage()}");
    }
    check(get_class($error) === 'Hwlive\\' . ucfirst(camel($error->kind)) . 'Error' && $error->getMessage() !== '', get_class($error));
}

function attempt(array $step, callable $action, ?string $id = null): void
{
    try {
        $got = $action();
    } catch (Hwlive\Error $error) {
        isset($step['error']) || throw $error;
        check_error($step['error'], $error);
        return;
    }
    check(!isset($step['error']), 'no error, but ' . json_encode($got));
    foreach ($step['expect'] as $field => $expected) {
        $found = $got->{camel($field)};
        check($found === $expected, "$field: " . json_encode($found) . ', not ' . json_encode($expected));
    }
    check($id === null || ($got->id === $id && $got->requestId), json_encode($got));
}

function config(array $step): Hwlive\Config
{
    $made = new Hwlive\Config();
    if ($step['environment'] ?? true) {
        $made->loadEnvironment();
    }
    foreach ($step['settings'] ?? [] as $name => $value) {
        if (preg_match('/^(load|define)_/', $name)) {
            $made->{camel($name)}(...(is_array($value) ? $value : [$value]));
        } else {
            $made->set([camel($name) => $value]);
        }
    }
    return $made;
}

function calls(array $step, Hwlive\Client $client, int $times): void
{
    for ($n = 0; $n < $times; $n++) {
        foreach ($step['ids'] as $id) {
            $one = isset($step['call']) || isset($step['cancelled'])
                ? fn() => with_options($step, $client, $id)
                : fn() => $client->showRecordCallback($id);
            attempt($step, $one, $id);
        }
    }
}

/** Shows a callback with the step's options of a call, and checks the report. */
function with_options(array $step, Hwlive\Client $client, string $id): Hwlive\RecordCallback
{
    $options = [];
    foreach ($step['call'] ?? [] as $name => $value) {
        $options += $name === 'header' ? ['headers' => [$value[0] => $value[1]]] : [camel($name) => $value];
    }
    $call = new Hwlive\Call(...$options);
    $report = $call->report();
    check($report->attempts === 0 && $report->totalUs === null && $report->bytesSent === 0, json_encode($report));
    if (isset($step['cancelled'])) {
        $call->cancel(); // PHP has no thread for it.
    }
    try {
        return $client->showRecordCallback($id, $call);
    } finally {
        $report = $call->report();
        foreach ($step['report'] ?? [] as $field => $expected) {
            check($report->{camel($field)} === $expected, json_encode($report));
            check($report->totalUs > 0 && $report->bytesSent > 0, json_encode($report));
            check(isset($step['error']) || ($report->bytesReceived > 0 && $report->peerAddress !== null), json_encode($report));
        }
    }
}

function listed(array $step, Hwlive\Client $client): void
{
    foreach ([null, new Hwlive\Call(timeoutMs: 20_000)] as $call) {
        attempt($step, function () use ($step, $client, $call) {
            $list = $client->listRecordCallbacks($step['list'][0], $step['list'][1], $call);
            check($list->requestId !== null, 'no request id');
            foreach ($list as $one) {
                check($one->json !== '' && $one->requestId !== null, json_encode($one));
            }
            return (object) [
                'count' => count($list),
                'total' => $list->total,
                'isComplete' => $list->isComplete,
                'first' => ($list->callbacks[0] ?? null)?->id,
            ];
        });
    }
}

/** A log function cancels the call that it is in, before it is tried again. Nothing else may use the options meanwhile. */
function cancelled_by_log(): void
{
    $call = new Hwlive\Call(timeoutMs: 60_000);
    $seen = [];
    $client = null;
    $log = function () use ($call, &$client, &$seen) {
        try {
            $client->showRecordCallback('bare', $call);
        } catch (Hwlive\Error $error) {
            $seen[] = $error->kind;
        }
        check($call->report()->attempts === 0, 'a report during the call');
        $call->cancel();
    };
    $client = new Hwlive\Client((new Hwlive\Config())->loadEnvironment()->log(Hwlive\LogLevel::DEBUG, $log));
    attempt(['error' => ['kind' => 'cancelled']], fn() => $client->showRecordCallback('busy', $call));
    check(in_array('invalid_argument', $seen, true), json_encode($seen));
}

/** The settings that no step has. */
function settings_taken(): void
{
    $config = (new Hwlive\Config())->set([
        'addResolve' => ['live.example.com:443:192.0.2.1', 'iam.example.com:443:[2001:db8::1]'],
        'localAddress' => '127.0.0.1',
        'ipFamily' => Hwlive\IpFamily::V4,
        'trust' => Hwlive\Trust::BUILT_IN,
        'minTlsVersion' => Hwlive\TlsVersion::TLS_1_3,
        'pinnedPublicKeys' => ['sha256//' . base64_encode(str_repeat('a', 32)), 'sha256//' . base64_encode(str_repeat('b', 32))],
        'regionByPattern' => true,
        'region' => 'xx-north-7',
        'region' => 'xx-north-7',
        'oidc' => ['provider', 'agency', 'idTokenFile' => '/nowhere/token'],
        'oidcSession' => ['policyIds' => ['a', 'b']],
        'agencyByName' => ['agency', 'domainId' => 'account'],
        'agencySession' => ['durationSeconds' => 900],
        'agency' => null,
    ]);
    $wrong = [
        'addResolve' => 'nonsense', 'localAddress' => 'nonsense', 'ipFamily' => 5, 'trust' => 9, 'minTlsVersion' => 11,
        'pinnedPublicKeys' => 'nonsense', 'caPem' => 'nonsense', 'clientCertificatePem' => ['nonsense', 'nonsense'],
        'oidc' => ['provider', 'agency'], 'oidcSession' => ['policyIds' => []], 'agencyByName' => 'agency',
        'agencySession' => ['durationSeconds' => 2 ** 32 + 900],
    ];
    foreach ($wrong as $name => $value) {
        attempt(['error' => ['kind' => 'invalid_argument']], fn() => $config->set([$name => $value]));
    }
}

/** In so many children at once. */
function forked(int $count, callable $action): void
{
    $children = [];
    for ($n = 0; $n < $count; $n++) {
        $child = pcntl_fork();
        if ($child === 0) {
            try {
                $action();
                exit(0);
            } catch (NotSo $error) {
                fwrite(STDERR, $error->getMessage() . "\n");
                exit(1);
            }
        }
        $children[] = $child;
    }
    foreach ($children as $child) {
        pcntl_waitpid($child, $status);
        check($status === 0, "a child ended with $status");
    }
}

function notification(array $step, string $key): void
{
    $body = $step['notification'];
    attempt($step, fn() => Hwlive\verifyNotification($body, $key, nowUnix: $step['now_unix']));
    if (isset($step['error'])) {
        return;
    }
    $parsed = Hwlive\parseNotification($body);
    $parsed->verify($key, nowUnix: $step['now_unix']);
    check(!str_contains(print_r($parsed, true), $parsed->authSign), 'the signature is shown');
}

function refused(array $step): void
{
    foreach ($step['refused'] as $one) {
        $failure = null;
        try {
            new Hwlive\Client(config($one));
        } catch (Hwlive\Error $error) {
            $failure = $error;
        }
        check($failure?->kind === $one['kind'] && str_contains($failure->getMessage(), $one['says']), json_encode($one) . ": $failure");
    }
}

function logged(array $step): void
{
    $events = [];
    $client = new Hwlive\Client(config($step)->log($step['log'], function (int $level, string $message) use (&$events) {
        $events[] = [$level, $message];
    }));
    calls($step, $client, 1);
    $said = array_filter($events, fn(array $event) => $event[0] === $step['log'] && str_contains($event[1], $step['says']));
    check($said !== [], json_encode($events));
}

function run(array $step, string $key): void
{
    if (isset($step['run'])) {
        $step['run']();
        return;
    }
    if (isset($step['notification'])) {
        notification($step, $key);
        return;
    }
    if (isset($step['refused'])) {
        refused($step);
        return;
    }
    if (isset($step['log'])) {
        logged($step);
        return;
    }
    if (isset($step['version'])) {
        check(str_starts_with(Hwlive\version(), $step['version']), Hwlive\version());
        return;
    }
    $make = fn() => new Hwlive\Client(config($step));
    try {
        $client = $make();
    } catch (Hwlive\Error $error) {
        attempt($step, fn() => throw $error);
        return;
    }
    $times = $step['times'] ?? 1;
    if (isset($step['closed'])) {
        $client->close();
    }
    if (isset($step['shutdown'])) {
        $client->shutdown();
    }
    if (isset($step['list'])) {
        listed($step, $client);
        return;
    }
    $work = function () use ($step, $client, $times, $make) {
        for ($n = 0; $n < ($step['dropped'] ?? 0); $n++) {
            calls($step, $make(), 1);
        }
        if (!isset($step['dropped'])) {
            calls($step, $client, $times);
        }
    };
    if (isset($step['growth_kib'])) {
        $work();
    }
    $before = resident_kib();
    if (isset($step['threads'])) {
        // PHP has processes where others have threads.
        forked($step['threads'], fn() => calls($step, $make(), $times));
    } elseif (isset($step['forks'])) {
        calls($step, $client, 1);
        forked($step['forks'], fn() => calls($step, $client, $times));
        calls($step, $client, 1);
    } else {
        $work();
    }
    $growth = resident_kib() - $before;
    check($growth <= ($step['growth_kib'] ?? $growth), "grew by $growth KiB");
    if (isset($step['replaced'])) {
        $client->replaceCredentials((new Hwlive\Config())->loadEnvironment());
        check($client->showRecordCallback($step['ids'][0])->id === $step['ids'][0], 'the new credentials are not used');
    }
}

/** Numbers that C would cut are refused. */
function out_of_range(): void
{
    foreach ([2 ** 32 + 1, -1] as $wrong) {
        try {
            (new Hwlive\Config())->maxRetries($wrong);
        } catch (Hwlive\InvalidArgumentError) {
            continue;
        }
        throw new NotSo("$wrong was taken");
    }
}

['key' => $key, 'steps' => $steps] = json_decode(file_get_contents($argv[1]), true);
$status = 0;
$own = [
    ['name' => 'a log function that cancels', 'run' => cancelled_by_log(...)],
    ['name' => 'more settings', 'run' => settings_taken(...)],
    ['name' => 'numbers out of range', 'run' => out_of_range(...)],
];
foreach ([...$steps, ...$own] as $step) {
    if (isset($step['settings']['credentials_provider'])) {
        echo "--   {$step['name']}: PHP cannot run a function in a thread of the library's\n";
        continue;
    }
    try {
        run($step, $key);
        echo "ok   {$step['name']}", isset($step['threads']) ? ' (in processes)' : '', "\n";
    } catch (NotSo | Hwlive\Error $error) {
        $status = 1;
        echo "FAIL {$step['name']}: {$error->getMessage()}\n";
    }
}
exit($status);
