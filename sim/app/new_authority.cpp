// casetide new --authority: an authority from the published tables, in a folder of its own.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/authority/authority_scenario.hpp"
#include "scenarios/authority/find_authority.hpp"
#include "sim/app/app.hpp"
#include "sim/app/new_files.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using scenarios::AuthorityScenario, scenarios::PublishedArea;

std::vector<NewFile> files_of(const AuthorityScenario& made, const fs::path& folder) {
  std::vector<NewFile> files = {{folder / (made.name + ".yaml"), made.text},
                                {folder / "observed.yaml", made.observed},
                                {folder / "neighbours.csv", made.neighbours}};
  for (NewFile& file : library_in(folder)) files.push_back(std::move(file));
  return files;
}

void tell(const NewOptions& options, const PublishedArea& area, const AuthorityScenario& made,
          const std::vector<NewFile>& files) {
  for (const NewFile& file : files) fmt::print("wrote {}\n", file.path.string());
  const std::string program = typed(options.program), scenario = typed(files.front().path.string());
  fmt::print("\n{}, from what was published by 31 March {}; not fitted. Every number says where it is from.\n",
             area.name, options.known_until);
  for (const std::string& notice : made.notices) fmt::print("  not its own: {}\n", notice);
  fmt::print(
      "Read and change {}; observed.yaml has the published figures, neighbours.csv those of its statistical "
      "neighbours. "
      "Next, type\n"
      "  {} check {}\n"
      "  {} run {}\n"
      "  {} compare results/{}.h5\n",
      files.front().path.string(), program, scenario, program, scenario, program, made.name);
}

void print_json(const NewOptions& options, const PublishedArea& area, const AuthorityScenario& made,
                const std::vector<NewFile>& files) {
  nlohmann::ordered_json document = {{"schema_version", 1},
                                     {"authority", area.name},
                                     {"code", area.code},
                                     {"known_until", options.known_until},
                                     {"scenario", files.front().path.string()},
                                     {"history_plan", made.history_plan},
                                     {"not_its_own", made.notices}};
  for (const NewFile& file : files) document["files"].push_back(file.path.string());
  fmt::print("{}\n", document.dump(2));
}

}  // namespace

sim::ExitCode new_authority(const NewOptions& options) {
  const scenarios::PublishedTables tables = scenarios::read_published_tables(options.data);
  const PublishedArea& area = scenarios::find_authority(tables, options.authority);
  const AuthorityScenario made = make_authority_scenario(tables, area, {.last = options.known_until});
  const std::vector<NewFile> files = files_of(made, options.folder);
  write_new(files);
  if (options.manner.json) {
    print_json(options, area, made, files);
  } else if (!options.manner.quiet) {
    tell(options, area, made, files);
  }
  return sim::ExitCode::done;
}

}  // namespace casetide::app
