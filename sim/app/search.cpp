// casetide search: the smallest value with which a plan meets a target often enough.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "output/target_chances.hpp"
#include "output/text_table.hpp"
#include "sim/app/app.hpp"
#include "sim/app/point_runs.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using output::TargetChance;
using scenarios::Amount;
using scenarios::DesignPoint;
using scenarios::Factor;
using scenarios::SearchDesign;

constexpr int page_width = 80;

/// An empty folder, deleted with all it holds.
class WorkFolder {
 public:
  WorkFolder() {
    std::string name = (fs::temp_directory_path() / "casetide-search-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw sim::OutputError(sim::ExitCode::cannot_create,
                             "cannot create a folder for parts in " + fs::temp_directory_path().string());
    path_ = name;
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Replications that did not all end well: nothing more can be said.
struct Stopped {
  sim::ExitCode code;
};

/// How often the plan meets the target at a point; each point is run once.
class Chances {
 public:
  Chances(PointRuns runs, const models::Scenario& scenario, std::size_t target, int replications)
      : runs_(std::move(runs)),
        targets_(scenario.targets),
        target_(target),
        replications_(replications),
        years_(output::year_stretches(output::layout_of(scenario))) {}

  const TargetChance& at(const DesignPoint& point) {
    const auto found = known_.find(point);
    if (found != known_.end()) return found->second;
    if (!runs_.quiet) fmt::print(stderr, "trying {}\n", values_at(runs_.factors, point));
    return known_.emplace(point, counted(run(point))).first->second;
  }

 private:
  std::vector<output::JudgedReplication> run(const DesignPoint& point) {
    std::vector<PointTask> tasks;
    for (int replication = 0; replication < replications_; ++replication)
      tasks.push_back({point, {known_.size(), 0, replication}});
    const sim::ExitCode code = run_points(runs_, tasks);
    if (code != sim::ExitCode::done) throw Stopped{code};
    std::vector<output::JudgedReplication> values;
    for (const PointTask& task : tasks)
      values.push_back(output::read_sweep_part(part_of(runs_, task.place), runs_.id, task.place));
    return values;
  }

  TargetChance counted(std::vector<output::JudgedReplication> values) const {
    output::Judged judged;
    judged.years = years_;
    judged.of.push_back(std::move(values));
    return output::judged_targets(judged, targets_)[target_].by_its_year()->front();
  }

  PointRuns runs_;
  std::vector<models::Target> targets_;
  std::size_t target_;
  int replications_;
  std::vector<output::Stretch> years_;
  std::map<DesignPoint, TargetChance> known_;
};

/// What a search found along the range of one value.
struct Found {
  std::string beside;                         // the value of the other factor; empty where there is none
  std::map<std::size_t, TargetChance> tried;  // by step of the range
  std::optional<std::size_t> smallest;        // step that is enough
};

/// Bisection over the steps of a range: as if more met the target no less often.
class Bisection {
 public:
  Bisection(const SearchDesign& design, Chances& chances, std::optional<std::string> beside)
      : design_(design), chances_(chances), beside_(std::move(beside)) {
    found_.beside = beside_.value_or("");
  }

  Found run() {
    const std::size_t last = last_step(design_.smallest);
    if (!is_enough(last)) return found_;
    found_.smallest = is_enough(0) ? 0 : narrowed(0, last);
    look_around(last);
    return found_;
  }

  static std::size_t last_step(const Factor& factor) {
    return static_cast<std::size_t>(std::lround((factor.high.number - factor.low.number) / factor.step));
  }
  static Amount value_at(const Factor& factor, std::size_t step) {
    return {factor.low.number + factor.step * static_cast<double>(step), factor.low.unit};
  }
  static bool is_enough(const TargetChance& chance, double wanted) {
    constexpr double rounding = 1e-9;
    return chance.met >= wanted * chance.of - rounding;
  }

 private:
  const TargetChance& at(std::size_t step) {
    DesignPoint point{value_at(design_.smallest, step).text()};
    if (beside_) point.push_back(*beside_);
    return found_.tried.emplace(step, chances_.at(point)).first->second;
  }
  bool is_enough(std::size_t step) { return is_enough(at(step), design_.chance); }

  /// `too_few` is not enough, `enough` is.
  std::size_t narrowed(std::size_t too_few, std::size_t enough) {
    while (enough - too_few > 1) {
      const std::size_t between = too_few + (enough - too_few) / 2;
      (is_enough(between) ? enough : too_few) = between;
    }
    return enough;
  }

  /// The two steps below the answer and the one above it show whether more was better here.
  void look_around(std::size_t last) {
    const std::size_t smallest = *found_.smallest;
    for (std::size_t below = 1; below <= std::min<std::size_t>(2, smallest); ++below) at(smallest - below);
    if (smallest < last) at(smallest + 1);
  }

  const SearchDesign& design_;
  Chances& chances_;
  std::optional<std::string> beside_;
  Found found_;
};

// --- what it says ---------------------------------------------------------------------------------------------------

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }
std::string wanted(const SearchDesign& design) { return fmt::format("{:.4g} %", 100 * design.chance); }

std::string in_words(const TargetChance& chance) {
  return fmt::format("{} of {}: {}, {} to {}", chance.met, chance.of, percent(chance.share.mean),
                     percent(chance.share.low), percent(chance.share.high));
}

std::string value_text(const SearchDesign& design, std::size_t step) {
  return fmt::format("{} = {}", design.smallest.name, Bisection::value_at(design.smallest, step).text());
}

std::string tried_text(const SearchDesign& design, const Found& found) {
  std::string text;
  for (const auto& [step, chance] : found.tried)
    text += fmt::format("  {:<24} {}\n", value_text(design, step), in_words(chance));
  return text;
}

/// Steps at which the assumption that more is no worse does not hold.
std::string surprises(const SearchDesign& design, const Found& found) {
  std::string text;
  for (const auto& [step, chance] : found.tried) {
    const bool is_enough = Bisection::is_enough(chance, design.chance);
    if (is_enough == (step >= *found.smallest)) continue;
    text +=
        fmt::format(" But {} {}: more does not meet the target more often throughout. A sweep shows the whole range.",
                    value_text(design, step), is_enough ? "is enough as well" : "is not enough");
  }
  return text;
}

std::string answer(const SearchDesign& design, const Found& found) {
  const Factor& factor = design.smallest;
  const std::string beside =
      found.beside.empty() ? "" : fmt::format("With {} = {}: ", design.beside->name, found.beside);
  if (!found.smallest)
    return fmt::format("{} cannot be met with a chance of {} up to {}.",
                       beside.empty() ? "The target" : beside + "the target", wanted(design),
                       value_text(design, Bisection::last_step(factor)));
  const TargetChance& chance = found.tried.at(*found.smallest);
  std::string text = fmt::format("{} smallest that is enough is {}.", beside.empty() ? "The" : beside + "the",
                                 value_text(design, *found.smallest));
  if (chance.share.low < design.chance)
    text += fmt::format(" Its interval reaches below {}: more replications would tell more surely.", wanted(design));
  const std::string other = surprises(design, found);
  return text + (other.empty() ? " The values tried beside it agree." : other);
}

std::string report(const SearchDesign& design, const models::Scenario& scenario, std::size_t target,
                   const std::vector<Found>& results, int replications) {
  const models::Target& sought = scenario.targets[target];
  std::string text = fmt::format(
      "{}\n",
      output::paragraph(
          fmt::format("{}: {}, in the year to 31 March {}, in at least {} of {} replications of {}, "
                      "seed {}.",
                      sought.label.empty() ? sought.name : sought.label, output::words(scenario.targets, target),
                      sought.by, wanted(design), replications, design.plan, scenario.seed),
          page_width));
  text += "Tried: replications that meet it, their share, and its 90 % interval\n";
  for (const Found& found : results) {
    if (!found.beside.empty()) text += fmt::format(" {} = {}\n", design.beside->name, found.beside);
    text += tried_text(design, found);
  }
  text += "\n";
  for (const Found& found : results) text += output::paragraph(answer(design, found), page_width);
  return text + output::paragraph(fmt::format("{}: {}. The search assumes that more of it meets the target no less "
                                              "often. A target is no grade, and predicts none.",
                                              design.smallest.name, design.smallest.what),
                                  page_width);
}

nlohmann::ordered_json number_or_null(double value) {
  return std::isnan(value) ? nlohmann::ordered_json() : nlohmann::ordered_json(value);
}

std::string json(const SearchDesign& design, const std::vector<Found>& results) {
  nlohmann::ordered_json found = nlohmann::ordered_json::array();
  for (const Found& result : results) {
    nlohmann::ordered_json tried = nlohmann::ordered_json::array();
    for (const auto& [step, chance] : result.tried)
      tried.push_back({{"value", Bisection::value_at(design.smallest, step).text()},
                       {"met", chance.met},
                       {"of", chance.of},
                       {"low", number_or_null(chance.share.low)},
                       {"high", number_or_null(chance.share.high)},
                       {"is_enough", Bisection::is_enough(chance, design.chance)}});
    nlohmann::ordered_json one;
    if (design.beside) one[design.beside->name] = result.beside;
    one["smallest"] = result.smallest
                          ? nlohmann::ordered_json(Bisection::value_at(design.smallest, *result.smallest).text())
                          : nlohmann::ordered_json();
    one["tried"] = tried;
    found.push_back(one);
  }
  const nlohmann::ordered_json document = {
      {"schema_version", 1},     {"plan", design.plan},           {"target", design.target},
      {"chance", design.chance}, {"value", design.smallest.name}, {"confidence", sim::usual_confidence},
      {"found", found}};
  return document.dump(2) + "\n";
}

// --- what it starts from --------------------------------------------------------------------------------------------

std::size_t target_of(const models::Scenario& scenario, const SearchDesign& design, const fs::path& file) {
  const auto found = std::ranges::find(scenario.targets, design.target, &models::Target::name);
  if (found == scenario.targets.end()) {
    std::vector<std::string> names;
    for (const models::Target& target : scenario.targets) names.push_back(target.name);
    refuse_design(file, fmt::format("the scenario has no target `{}`; it has {}", design.target,
                                    names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
  }
  const auto years = output::year_stretches(output::layout_of(scenario));
  if (std::ranges::find(years, std::to_string(found->by), &output::Stretch::key) == years.end())
    refuse_design(file, fmt::format("target `{}` is for the year to 31 March {}, which is not in the period",
                                    design.target, found->by));
  return static_cast<std::size_t>(found - scenario.targets.begin());
}

/// The points at both ends of the search; all others lie between.
std::vector<DesignPoint> ends_of(const SearchDesign& design) {
  std::vector<DesignPoint> points;
  for (const Amount& end : {design.smallest.low, design.smallest.high}) {
    if (!design.beside) points.push_back({end.text()});
    if (design.beside)
      for (const std::string& value : design.beside->values) points.push_back({end.text(), value});
  }
  return points;
}

std::vector<Found> find_all(const SearchDesign& design, Chances& chances) {
  if (!design.beside) return {Bisection(design, chances, std::nullopt).run()};
  std::vector<Found> results;
  for (const std::string& value : design.beside->values) results.push_back(Bisection(design, chances, value).run());
  return results;
}

}  // namespace

sim::ExitCode search(const SearchOptions& options) {
  const SearchDesign design = scenarios::read_search(options.design);
  const auto variants = scenarios::ScenarioVariants::of_file(design.scenario);
  const models::Scenario& scenario = variants.written();
  const std::size_t target = target_of(scenario, design, options.design);
  const int replications = replications_of(scenario, design.replications, options.design);
  std::vector<Factor> factors{design.smallest};
  if (design.beside) factors.push_back(*design.beside);
  const WorkFolder folder;
  const PointRuns runs{variants,
                       factors,
                       plans_of(scenario, {design.plan}, options.design),
                       folder.path(),
                       "search",
                       options.jobs,
                       options.manner.quiet};
  check_points(runs, ends_of(design));
  Chances chances(runs, scenario, target, replications);
  try {
    const std::vector<Found> results = find_all(design, chances);
    fmt::print("{}",
               options.manner.json ? json(design, results) : report(design, scenario, target, results, replications));
    const bool all = std::ranges::all_of(results, [](const Found& found) { return found.smallest.has_value(); });
    return all ? sim::ExitCode::done : sim::ExitCode::target_missed;
  } catch (const Stopped& stopped) {
    fmt::print(stderr, "casetide: nothing found: the search was stopped\n");
    return stopped.code;
  }
}

}  // namespace casetide::app
