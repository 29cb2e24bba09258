# The scenario, in Ruby. usage: scenario.rb scenario.json
require "json"
require_relative "hwlive"

class NotSo < StandardError; end

def resident_kib
  GC.start
  File.read("/proc/self/status")[/VmRSS:\s*(\d+)/, 1].to_i
end

def attempt(step, id = nil)
  got = yield
rescue Hwlive::Error => error
  found = { "kind" => error.kind.to_s, "status" => error.status, "service_code" => error.service_code,
            "has_request_id" => !error.request_id.nil? }
  raise NotSo, "#{found}: #{error.message}" unless found == step["error"] && !error.message.empty?
else
  raise NotSo, "no error, but #{got}" if step["error"]
  step["expect"].each do |field, expected|
    found = got.is_a?(Hash) ? got[field] : got[field.to_sym]
    raise NotSo, "#{field}: #{found.inspect}, not #{expected.inspect}" unless found == expected
  end
  raise NotSo, got.inspect unless id.nil? || (got.id == id && got.request_id)
end

def calls(step, client, times)
  times.times { step["ids"].each { |id| attempt(step, id) { client.show_record_callback(id) } } }
end

def dropped(step)
  step["dropped"].times { calls(step, Hwlive::Client.new, 1) }
end

def forked(step, client, times)
  calls(step, client, 1)
  children = Array.new(step["forks"]) do
    fork do
      calls(step, client, times)
    rescue NotSo => error
      abort error.message
    end
  end
  children.each do |child|
    _, status = Process.wait2(child)
    raise NotSo, "a child ended with #{status}" unless status.success?
  end
  calls(step, client, 1)
end

def run(step, key)
  if step["notification"]
    return attempt(step) { Hwlive.verify_notification(step["notification"], key, now_unix: step["now_unix"]) }
  end
  times = step.fetch("times", 1)
  begin
    client = Hwlive::Client.new(**step.fetch("settings", {}).transform_keys(&:to_sym))
  rescue Hwlive::Error => error
    return attempt(step) { raise error }
  end
  client.close if step["closed"]
  work = step["dropped"] ? -> { dropped(step) } : -> { calls(step, client, times) }
  work.call if step["growth_kib"]
  before = resident_kib
  if step["threads"]
    threads = Array.new(step["threads"]) { Thread.new { calls(step, client, times) } }
    threads.each { |thread| thread.report_on_exception = false }.each(&:join)
  elsif step["forks"]
    forked(step, client, times)
  else
    work.call
  end
  growth = resident_kib - before
  raise NotSo, "grew by #{growth} KiB" if step["growth_kib"] && growth > step["growth_kib"]
  client.close
end

$stdout.sync = true
scenario = JSON.parse(File.read(ARGV[0], encoding: "UTF-8"))
failed = scenario["steps"].count do |step|
  run(step, scenario["key"])
  puts "ok   #{step["name"]}"
rescue NotSo => error
  puts "FAIL #{step["name"]}: #{error.message}"
  true
end
exit failed.zero?
