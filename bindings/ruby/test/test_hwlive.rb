require "minitest/autorun"
require "hwlive"

class TestHwlive < Minitest::Test
  ID = "e2fe84def7e476651034ec4b9e92bc30"
  KEY = "0123456789abcdef0123456789abcdef"
  NOW = 1_583_676_745
  BODY = '{"event_type": "RECORD_FILE_COMPLETE", "publish_domain": "push.example.com", "app": "live", "stream": "直播", ' \
         '"download_url": "https://obs.example.com/record-1.m3u8", "file_size": 3957964, "auth_timestamp": 1583676745, ' \
         '"auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}'

  def test_a_notification_is_verified
    assert_equal "直播", Hwlive.verify_notification(BODY, KEY, now_unix: NOW).stream
    assert_raises(Hwlive::WrongSignatureError) { Hwlive.verify_notification(BODY, KEY.reverse, now_unix: NOW) }
    assert_raises(Hwlive::ExpiredError) { Hwlive.verify_notification(BODY, KEY, now_unix: NOW + 3600) }
  end

  def test_the_library_has_the_version_of_the_gem
    # Outside a gem there is none.
    gem = Gem.loaded_specs["hwlive"] or skip "hwlive is not loaded as a gem"
    assert_equal gem.version.to_s, Hwlive.version
  end

  # These run against the stand-in: hwlive-stand-in -- ruby …

  def test_a_callback_is_shown
    client = stand_in
    assert_equal ID, client.show_record_callback(ID).id
    assert_raises(Hwlive::NotFoundError) { client.show_record_callback("unknown") }
  end

  def test_a_callback_is_shown_in_threads_and_in_a_forked_child
    client = stand_in
    ids = Array.new(4) { Thread.new { client.show_record_callback(ID).id } }.map(&:value)
    assert_equal [ID] * 4, ids
    child = fork { exit!(client.show_record_callback(ID).id == ID) }
    Process.wait(child)
    assert_predicate $?, :success?
  end

  def stand_in
    skip "the stand-in is not there" unless ENV.key?("HUAWEICLOUD_SDK_ENDPOINT")
    Hwlive::Client.new(timeout_ms: 10_000)
  end
end
