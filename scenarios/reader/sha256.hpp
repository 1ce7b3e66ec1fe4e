// The only door to OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace casetide::scenarios {

/// SHA-256 of the bytes, as 64 small hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace casetide::scenarios
