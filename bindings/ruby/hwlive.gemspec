Gem::Specification.new do |spec|
  spec.name = "hwlive"
  spec.version = "0.1.0"
  spec.summary = "Client for Huawei Cloud Live recording callbacks"
  spec.authors = ["The hwlive developers"]
  spec.licenses = ["MIT", "Apache-2.0"]
  spec.required_ruby_version = ">= 3.0"
  # A library that was put beside the module is packed, too.
  spec.files = Dir["lib/**/*", "README.md"]
end
