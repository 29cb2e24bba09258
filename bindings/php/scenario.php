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
            attempt($step, fn() => $client->showRecordCallback($id), $id);
        }
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
foreach ([...$steps, ['name' => 'numbers out of range']] as $step) {
    if (isset($step['settings']['credentials_provider'])) {
        echo "--   {$step['name']}: PHP cannot run a function in a thread of the library's\n";
        continue;
    }
    try {
        count($step) === 1 ? out_of_range() : run($step, $key);
        echo "ok   {$step['name']}", isset($step['threads']) ? ' (in processes)' : '', "\n";
    } catch (NotSo | Hwlive\Error $error) {
        $status = 1;
        echo "FAIL {$step['name']}: {$error->getMessage()}\n";
    }
}
exit($status);
