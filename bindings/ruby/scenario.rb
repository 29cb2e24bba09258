# The scenario, in Ruby. usage: scenario.rb scenario.json
require "json"
require "timeout"
require_relative "lib/hwlive"

class NotSo < StandardError; end

def check(is_so, message)
  raise NotSo, message unless is_so
end

def resident_kib
  GC.start
  File.read("/proc/self/status")[/VmRSS:\s*(\d+)/, 1].to_i
end

def check_error(expected, error)
  expected.each do |field, value|
    found = case field
            when "kind" then error.kind.to_s
            when "has_request_id" then !error.request_id.nil?
            when "is_retryable" then error.retryable?
            else error.public_send(field)
            end
    check(found == value, "#{field}: #{found.inspect}, not #{value.inspect}: #{error.message}")
  end
  name = "#{error.kind.to_s.split("_").map(&:capitalize).join}Error"
  check(error.instance_of?(Hwlive.const_get(name)) && !error.message.empty?, error.inspect)
end

def attempt(step, id = nil)
  got = yield
rescue Hwlive::Error => error
  raise unless step["error"]
  check_error(step["error"], error)
else
  check(!step["error"], "no error, but #{got}")
  step["expect"].each do |field, expected|
    check(got[field] == expected, "#{field}: #{got[field].inspect}, not #{expected.inspect}")
  end
  check(id.nil? || (got.id == id && got.request_id), got.inspect)
end

def calls(step, client, times)
  optional = step["call"] || step["cancelled"]
  times.times do
    step["ids"].each do |id|
      attempt(step, id) { optional ? with_options(step, client, id) : client.show_record_callback(id) }
    end
  end
end

def monotonic
  Process.clock_gettime(Process::CLOCK_MONOTONIC)
end

# Shows a callback with the step's options of a call, and checks the report.
def with_options(step, client, id)
  options = step.fetch("call", {}).transform_keys(&:to_sym)
  header = options.delete(:header)
  call = Hwlive::Call.new(headers: [header].compact, **options)
  check(call.report.attempts.zero? && call.report.total_us.nil?, call.report.inspect)
  Thread.new { sleep(0.3) and call.cancel } if step["cancelled"]
  begun = monotonic
  client.show_record_callback(id, call: call)
ensure
  check_report(step, call.report) if step["report"] && call
  check(monotonic - begun < 10, "the call was waited for") if begun
end

def check_report(step, report)
  step["report"].each { |field, expected| check(report[field] == expected, report.inspect) }
  check(report.total_us.positive? && report.bytes_sent.positive?, report.inspect)
  check(step["error"] || (report.bytes_received.positive? && report.peer_address), report.inspect)
end

def listed(step, client)
  publish_domain, app = step["list"]
  [nil, Hwlive::Call.new(timeout_ms: 20_000)].each do |call|
    attempt(step) do
      list = client.list_record_callbacks(publish_domain: publish_domain, app: app, call: call)
      check(list.request_id && list.all? { |one| one.id && one.json && one.request_id }, list.inspect)
      { "count" => list.size, "total" => list.total, "is_complete" => list.complete?, "first" => list[0]&.id }
    end
  end
end

def config(step)
  made = Hwlive::Config.new
  made.load_environment unless step["environment"] == false
  step.fetch("settings", {}).each do |name, value|
    case name
    when "load_default" then made.load_default(with_metadata: value)
    when /^load_/ then made.public_send(name, *value)
    else made.set(name.to_sym => with_keywords(made.method(name), value))
    end
  end
  made
end

# A list of arguments, of which the last ones are keywords if the method takes such.
def with_keywords(method, value)
  keywords = method.parameters.filter_map { |kind, name| name if kind == :key }
  return value if keywords.empty?
  value[0...-keywords.size] << keywords.zip(value.last(keywords.size)).to_h
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
    check(status.success?, "a child ended with #{status}")
  end
  calls(step, client, 1)
end

def threaded(step, client, times)
  threads = Array.new(step["threads"]) { Thread.new { calls(step, client, times) } }
  threads.each { |thread| thread.report_on_exception = false }.each(&:join)
end

def notification(step, key)
  text = step["notification"]
  [text, text.b, text.encode("UTF-16LE"), text.dup.freeze].each do |body|
    attempt(step) { Hwlive.verify_notification(body, key, now_unix: step["now_unix"]) }
  end
  return if step["error"]
  parsed = Hwlive.parse_notification(text)
  parsed.verify(key, now_unix: step["now_unix"])
  check(!parsed.inspect.include?(parsed.auth_sign), "the signature is shown")
end

def refused(step)
  step["refused"].each do |one|
    Hwlive::Client.new(config(one))
  rescue Hwlive::Error => error
    check(error.kind.to_s == one["kind"] && error.message.include?(one["says"]), "#{one}: #{error.message} [#{error.kind}]")
  else
    check(false, "not refused: #{one}")
  end
end

def log(step)
  events = []
  client = Hwlive::Client.new(config(step).log(step["log"]) { |*event| events << event })
  GC.start # The config is dropped.
  4.times.map { Thread.new { calls(step, client, 1) } }.each(&:join)
  client.close
  check(events.any? { |level, message| level == step["log"] && message.include?(step["says"]) }, events.inspect)
end

def run(step, key)
  return notification(step, key) if step["notification"]
  return refused(step) if step["refused"]
  return log(step) if step["log"]
  return check(Hwlive.version.start_with?(step["version"]), Hwlive.version) if step["version"]
  times = step.fetch("times", 1)
  begin
    client = Hwlive::Client.new(config(step))
  rescue Hwlive::Error => error
    return attempt(step) { raise error }
  end
  client.close if step["closed"]
  client.shutdown if step["shutdown"]
  work = step["dropped"] ? -> { dropped(step) } : -> { calls(step, client, times) }
  return listed(step, client) if step["list"]
  work.call if step["growth_kib"]
  before = resident_kib
  if step["threads"]
    threaded(step, client, times)
  elsif step["forks"]
    forked(step, client, times)
  else
    work.call
  end
  growth = resident_kib - before
  check(growth <= step.fetch("growth_kib", growth), "grew by #{growth} KiB")
  if step["replaced"]
    client.replace_credentials(Hwlive::Config.new.load_environment)
    check(client.show_record_callback(step["ids"][0]).id == step["ids"][0], "the new credentials are not used")
  end
  client.close
end

# Timeout.timeout and Ctrl-C end a call, also in the background, and its client can still be used.
def interrupted(action, error)
  client, call = Hwlive::Client.new, Hwlive::Call.new
  [nil, call].each do |options|
    begun = monotonic
    begin
      action.call { client.show_record_callback("late", call: options) }
      check(false, "no #{error}")
    rescue error
      check(monotonic - begun < 10, "the call was waited for")
    end
  end
  check(call.report.attempts == 1, call.report.inspect)
  begin
    client.show_record_callback("bare", call: call)
    check(false, "the call was not cancelled")
  rescue Hwlive::CancelledError
    check(client.show_record_callback("bare").id == "bare", "the client cannot be used")
  end
  client.close
end

def by_timeout(&block)
  Timeout.timeout(0.3, &block)
end

def by_ctrl_c
  Thread.new { sleep(0.3) and Process.kill(:INT, Process.pid) }
  yield
end

# A program ends although another thread is in a call.
def ended
  begun = monotonic
  child = fork do
    client = Hwlive::Client.new
    Thread.new { client.show_record_callback("late") }
    sleep(0.3)
    exit 7
  end
  _, status = Process.wait2(child)
  check(status.exitstatus == 7, status.to_s)
  check(monotonic - begun < 10, "the call was waited for")
end

# A call that is in use is refused.
def one_call_at_a_time
  client, call = Hwlive::Client.new, Hwlive::Call.new(timeout_ms: 60_000)
  late = Thread.new { client.show_record_callback("late", call: call) }
  late.report_on_exception = false
  sleep(0.3)
  begin
    client.show_record_callback("bare", call: call)
    check(false, "it was not refused")
  rescue Hwlive::InvalidArgumentError => error
    check(error.message.include?("in use"), error.message)
  end
  call.cancel
  begin
    late.value
    check(false, "it was not cancelled")
  rescue Hwlive::CancelledError
    client.close
  end
end

# Numbers that C would cut are refused.
def out_of_range
  [2**32 + 1, -1].each do |wrong|
    Hwlive::Config.new.max_retries(wrong)
  rescue Hwlive::InvalidArgumentError
    next
  else
    check(false, "#{wrong} was taken")
  end
end

$stdout.sync = true
scenario = JSON.parse(File.read(ARGV[0], encoding: "UTF-8"))
steps = scenario["steps"].map { |step| [step["name"], -> { run(step, scenario["key"]) }, step] }
steps += [
  ["Timeout.timeout", -> { interrupted(method(:by_timeout), Timeout::Error) }, {}],
  ["Ctrl-C", -> { interrupted(method(:by_ctrl_c), Interrupt) }, {}],
  ["the end of the program", -> { ended }, {}],
  ["one call at a time", -> { one_call_at_a_time }, {}],
  ["numbers out of range", -> { out_of_range }, {}],
]
failed = steps.count do |name, action, step|
  if step.fetch("settings", {})["credentials_provider"]
    puts "--   #{name}: Ruby cannot run a function in a thread of the library's"
    next
  end
  action.call
  puts "ok   #{name}"
rescue NotSo, Hwlive::Error => error
  puts "FAIL #{name}: #{error.message}"
  true
end
exit failed.zero?
