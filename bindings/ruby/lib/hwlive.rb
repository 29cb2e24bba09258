# Recording callbacks of Huawei Cloud Live.
#
#     require "hwlive"
#
#     client = Hwlive::Client.new(region: "cn-north-4", timeout_ms: 10_000)
#     callback = client.show_record_callback("e2fe84def7e476651034ec4b9e92bc30")
#     puts callback.notify_callback_url
#     client.close
#
# The work is done by the library libhwlive, which this module loads; see hwlive/library.rb for where it is looked for.
module Hwlive
end

require_relative "hwlive/declarations"
require_relative "hwlive/library"
require_relative "hwlive/errors"
require_relative "hwlive/native"
require_relative "hwlive/call"
require_relative "hwlive/values"
require_relative "hwlive/config"
require_relative "hwlive/client"
require_relative "hwlive/notification"
