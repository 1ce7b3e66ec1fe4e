// The only door to OpenSSL.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace casetide::scenarios {

/// SHA-256 of the bytes, as 64 small hexadecimal digits.
std::string sha256(std::string_view bytes);

/// The same of a file's bytes, which are read a piece at a time. Throws std::runtime_error when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace casetide::scenarios
