// A scenario file as bytes: read within a limit and checked to be plain UTF-8 text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace casetide::scenarios {

inline constexpr std::size_t source_limit = 1024 * 1024;  // [bytes]
inline constexpr std::size_t bracket_limit = 50'000;      // brackets and commas in one bracketed list or table

/// How long a text may be.
struct SourceLimits {
  std::size_t bytes = source_limit;
  std::size_t signs = bracket_limit;  // as bracket_limit
};

/// The bytes of a scenario file, at most one more than the limit. Throws sim::OutputError (ExitCode::file_missing) when
/// there is no such ordinary file or it cannot be opened.
std::string read_source(const std::filesystem::path& path, std::size_t limit = source_limit);

/// Throws sim::ScenarioError, with `file` as the name, at the first byte that has no place in a scenario: a text over
/// the limit, a byte order mark, UTF-16, a NUL or other control character, broken UTF-8, brackets without end.
void check_source(const std::string& text, const std::string& file, const SourceLimits& limits = {});

/// The place of the first byte that is not UTF-8; npos when there is none.
std::size_t first_broken_utf8(std::string_view text);

}  // namespace casetide::scenarios
