<?php
declare(strict_types=1);

use Hwlive\Client;
use PHPUnit\Framework\TestCase;

final class HwliveTest extends TestCase
{
    private const ID = 'e2fe84def7e476651034ec4b9e92bc30';
    private const KEY = '0123456789abcdef0123456789abcdef';
    private const NOW = 1583676745;
    private const BODY = '{"event_type": "RECORD_FILE_COMPLETE", "publish_domain": "push.example.com", "app": "live", "stream": "直播", '
        . '"download_url": "https://obs.example.com/record-1.m3u8", "file_size": 3957964, "auth_timestamp": 1583676745, '
        . '"auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}';

    public function testANotificationIsVerified(): void
    {
        $this->assertSame('直播', Hwlive\verifyNotification(self::BODY, self::KEY, nowUnix: self::NOW)->stream);
        $this->expectException(Hwlive\WrongSignatureError::class);
        Hwlive\verifyNotification(self::BODY, strrev(self::KEY), nowUnix: self::NOW);
    }

    public function testAnOldNotificationIsRefused(): void
    {
        $this->expectException(Hwlive\ExpiredError::class);
        Hwlive\verifyNotification(self::BODY, self::KEY, nowUnix: self::NOW + 3600);
    }

    // These run against the stand-in: hwlive-stand-in -- composer test

    public function testACallbackIsShown(): void
    {
        $this->assertSame(self::ID, $this->standIn()->showRecordCallback(self::ID)->id);
    }

    public function testAnUnknownCallbackIsNotFound(): void
    {
        $client = $this->standIn();
        $this->expectException(Hwlive\NotFoundError::class);
        $client->showRecordCallback('unknown');
    }

    private function standIn(): Client
    {
        if (getenv('HUAWEICLOUD_SDK_ENDPOINT') === false) {
            $this->markTestSkipped('the stand-in is not there');
        }
        return new Client(['timeoutMs' => 10_000]);
    }
}
