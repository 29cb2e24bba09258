require_relative "lib/hwlive"

client = Hwlive::Client.new(timeout_ms: 10_000)
begin
  callback = client.show_record_callback(ARGV[0])
  puts "#{callback.id} -> #{callback.notify_callback_url}"
rescue Hwlive::Error => error
  abort "#{error.message} [#{error.kind}, #{error.status}, #{error.service_code}, #{error.request_id}]"
ensure
  client.close
end
