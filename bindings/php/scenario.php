<?php
// The scenario, in PHP. usage: scenario.php scenario.json
require __DIR__ . '/hwlive.php';

class NotSo extends Exception
{
}

function resident_kib(): int
{
    gc_collect_cycles();
    preg_match('/VmRSS:\s*(\d+)/', file_get_contents('/proc/self/status'), $found);
    return (int) $found[1];
}

function attempt(array $step, callable $action, ?string $id = null): void
{
    try {
        $got = $action();
    } catch (Hwlive\Error $error) {
        $found = ['kind' => $error->kind, 'status' => $error->status, 'service_code' => $error->serviceCode,
            'has_request_id' => $error->requestId !== null];
        if ($found !== ($step['error'] ?? null) || $error->getMessage() === '') {
            throw new NotSo(json_encode($found) . ": {$error->getMessage()}");
        }
        return;
    }
    if (isset($step['error'])) {
        throw new NotSo('no error, but ' . json_encode($got));
    }
    $got = (array) $got;
    foreach ($step['expect'] as $field => $expected) {
        if ($got[$field] !== $expected) {
            throw new NotSo("$field: " . json_encode($got[$field]) . ', not ' . json_encode($expected));
        }
    }
    if ($id !== null && ($got['id'] !== $id || !$got['request_id'])) {
        throw new NotSo(json_encode($got));
    }
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
        if ($status !== 0) {
            throw new NotSo("a child ended with $status");
        }
    }
}

function run(array $step, string $key): void
{
    if (isset($step['notification'])) {
        attempt($step, fn() => Hwlive\verify_notification($step['notification'], $key, nowUnix: $step['now_unix']));
        return;
    }
    $make = fn() => new Hwlive\Client($step['settings'] ?? []);
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
    if (isset($step['growth_kib']) && $growth > $step['growth_kib']) {
        throw new NotSo("grew by $growth KiB");
    }
}

['key' => $key, 'steps' => $steps] = json_decode(file_get_contents($argv[1]), true);
$status = 0;
foreach ($steps as $step) {
    try {
        run($step, $key);
        echo "ok   {$step['name']}", isset($step['threads']) ? ' (in processes)' : '', "\n";
    } catch (NotSo $error) {
        $status = 1;
        echo "FAIL {$step['name']}: {$error->getMessage()}\n";
    }
}
exit($status);
