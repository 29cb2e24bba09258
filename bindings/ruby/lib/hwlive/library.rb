require "fiddle/import"
require "rbconfig"

module Hwlive
  # Finds and loads libhwlive.
  #
  # The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
  # module (in lib/hwlive), or else the one that the system's loader finds by its name.
  #
  # @private
  module Library
    extend Fiddle::Importer

    def self.candidates
      chosen = ENV.fetch("HWLIVE_LIBRARY", "")
      return [chosen] unless chosen.empty?
      name = case RbConfig::CONFIG["host_os"]
             when /mswin|mingw/ then "hwlive.dll"
             when /darwin/ then "libhwlive.dylib"
             else "libhwlive.so.#{Declarations::ABI}"
             end
      [File.join(__dir__, name), name]
    end

    def self.load
      tried = candidates.map do |candidate|
        return Fiddle.dlopen(candidate)
      rescue Fiddle::DLError => error
        "#{candidate}: #{error.message}"
      end
      raise LoadError, "hwlive: the library cannot be loaded. Tried: #{tried.join("; ")}"
    end

    dlload load
    typealias "uint32_t", "unsigned int"
    typealias "int32_t", "int"
    typealias "int64_t", "long long"
    typealias "uint64_t", "unsigned long long"
    Declarations::FUNCTIONS.each { |prototype| extern prototype }
  end

  # @return [String] the version of the library that was loaded, such as "0.1.0"
  def self.version
    Library.hwlive_version.to_s
  end
end
