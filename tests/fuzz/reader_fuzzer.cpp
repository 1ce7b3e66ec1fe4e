// What libFuzzer calls with texts of its own making: the whole way of a scenario from text to what a run needs.
// Whatever the text, it is either read or refused with problems that somebody can act on; anything else ends the
// program.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario.hpp"
#include "scenarios/reader/canonical_yaml.hpp"
#include "scenarios/reader/design_reader.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/yaml_gate.hpp"
#include "sim/errors.hpp"
#include "tests/fuzz/line_mutator.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

namespace fs = std::filesystem;
using casetide::models::Scenario;
using casetide::scenarios::Node;
using casetide::scenarios::ScenarioVariants;
using casetide::sim::OutputError;
using casetide::sim::ScenarioError;

/// Ends the program, so that libFuzzer keeps the text.
void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << '\n';
  std::abort();
}

/// A folder that holds the text as a file, beside the scenarios that it may extend.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("casetide_fuzz_" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    const fs::path bases = fs::path(CASETIDE_SOURCE_DIR) / "tests/scenarios/rejected/bases";
    fs::copy(bases, path_ / "bases", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path with(const std::string& text) const {
    std::ofstream(scenario(), std::ios::binary) << text;
    return scenario();
  }

 private:
  fs::path scenario() const { return path_ / "scenario.yaml"; }
  fs::path path_;
};

/// A problem is one line of text at a place of its file.
void check_problems(const ScenarioError& error) {
  require(!error.problems().empty(), "a refusal has a problem");
  for (const auto& problem : error.problems()) {
    require(!problem.message.empty(), "a problem says something");
    require(problem.line >= 0 && problem.column >= 0, "a place counts from 1");
    require(problem.message.find_first_of(std::string("\n\r\0", 3)) == std::string::npos, "a problem is one line");
    require(casetide::scenarios::first_broken_utf8(problem.message) == std::string::npos, "a problem is UTF-8");
  }
}

/// Does the action end well? Being refused is the other way in which it may end.
template <typename Action>
bool done_or_refused(Action action) {
  try {
    action();
    return true;
  } catch (const ScenarioError& error) {
    check_problems(error);
    return false;
  }
}

/// Whatever the gate accepts can be written out, and reads as the same again.
bool passes_gate(const std::string& text) {
  return done_or_refused([&] {
    const Node tree = casetide::scenarios::parse_yaml(text, "text");
    const std::string written = casetide::scenarios::canonical_yaml(tree);
    if (written.size() > casetide::scenarios::source_limit) return;
    try {
      require(casetide::scenarios::parse_yaml(written, "again") == tree, "what the gate accepts is what is written");
    } catch (const ScenarioError& error) {
      require(false, "what the gate accepts reads again: " + error.problems().front().text());
    }
  });
}

/// A scenario that was read is what its resolved text says, and may be drawn and edited.
void check_accepted(const Scenario& scenario) {
  try {
    const ScenarioVariants variants(scenario.resolved_text, "resolved");
    require(variants.written().sha256 == scenario.sha256, "the resolved text has the scenario's hash");
    require(variants.written().plans.size() == scenario.plans.size(), "the resolved text has the scenario's plans");
    done_or_refused([&] { casetide::scenarios::check_ends(variants, scenario); });
    done_or_refused([&] { variants.with({}, {{"staffing.ceiling", "7 children"}, {"run.seed", "2"}}); });
  } catch (const ScenarioError& error) {
    require(false, "the resolved text reads: " + error.problems().front().text());
  }
}

void read_as_scenario(const fs::path& path) {
  done_or_refused([&] { check_accepted(casetide::scenarios::read_scenario(path)); });
}

void read_as_designs(const fs::path& path) {
  done_or_refused([&] { casetide::scenarios::read_design(path).all_points(1); });
  done_or_refused([&] { casetide::scenarios::read_search(path); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const bool accepted = passes_gate(text);
  const fs::path path = folder.with(text);
  if (!accepted) return read_as_scenario(path), 0;
  const bool is_design = text.find("scenario:") != std::string::npos;
  is_design ? read_as_designs(path) : read_as_scenario(path);
  return 0;
}

/// One time in three the bytes are changed, as libFuzzer does it; else whole lines and values are.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  if (seed % 3 == 0) return LLVMFuzzerMutate(data, size, most);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string changed = casetide::fuzz::with_lines_changed(text, seed);
  if (changed.empty() || changed.size() > most || changed == text) return LLVMFuzzerMutate(data, size, most);
  std::copy(changed.begin(), changed.end(), data);
  return changed.size();
}
