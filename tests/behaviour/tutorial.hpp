// A tutorial in Markdown, followed word for word: files are saved and changed as it says, its commands are typed, and
// what it shows and promises is looked for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casetide::testing {

/// Follows the tutorial in an empty folder and returns what is not as it says, with the line; nothing where all is.
///
/// What is done with a block of code stands in a comment on a line before it, `<!-- ... -->`:
///   file: PATH            the block is saved under this name
///   change: PATH          its lines that begin with `-` stand in that file once each, and become those with `+`
///   prints                the lines of the block are printed by the last command, in this order and whole
///   prints, figures apart the same, with any numbers, marks and charts
///   ends with N           the commands end with this exit code; otherwise with 0
/// A block of `sh` is typed line by line. `<!-- expect: RESULT, HEADLINE: PLAN < PLAN < PLAN -->` looks at the means of
/// results/RESULT.h5. To save time, `casetide run` is given two replications.
std::vector<std::string> followed(const std::string& tutorial, const std::filesystem::path& folder);

}  // namespace casetide::testing
