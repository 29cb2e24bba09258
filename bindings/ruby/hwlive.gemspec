Gem::Specification.new do |spec|
  spec.name = "hwlive"
  spec.version = "0.1.0"
  spec.summary = "Client for Huawei Cloud Live recording callbacks"
  spec.description = "Asks Huawei Cloud Live for recording callbacks, and verifies its notifications, by the library libhwlive."
  spec.authors = ["The hwlive developers"]
  spec.homepage = "https://docs.rs/hwlive"
  spec.licenses = ["MIT", "Apache-2.0"]
  spec.required_ruby_version = ">= 3.0"
  # Part of Ruby, from 3.5 on as a gem.
  spec.add_dependency "fiddle", "~> 1.0"
  spec.metadata = { "rubygems_mfa_required" => "true" }
  # A library that was put beside the module is packed, too. The gem is then for its platform alone: this one, or another such as
  # aarch64-linux.
  spec.files = Dir["lib/**/*", "test/*", "README.md", "LICENSE-*", "licences/*", "show_record_callback.rb"]
  spec.platform = ENV.fetch("HWLIVE_GEM_PLATFORM", Gem::Platform::CURRENT) if spec.files.any? { |file| file.match?(/hwlive\.(so|dylib|dll)/) }
end
