// The language as a JSON Schema (draft-07), by which editors check and complete a scenario while it is written.
#pragma once

#include <string>

namespace casetide::scenarios::language {

/// Of a scenario file. A file that `extends` another need not say what that says: of it nothing is required but within
/// lists. What no schema can say (names that refer to one another, shares that come to 100 %, days in order) is left to
/// `casetide check`.
std::string schema_of_scenarios();

}  // namespace casetide::scenarios::language
