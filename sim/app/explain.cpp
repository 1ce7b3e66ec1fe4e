// casetide explain: one replication of a result, run again from the file alone, and told as lives or as a team's week.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "output/life_text.hpp"
#include "output/nearest_names.hpp"
#include "output/team_week.hpp"
#include "sim/app/app.hpp"
#include "sim/app/replay.hpp"

namespace casetide::app {

namespace {

using sim::ExitCode;

constexpr int columns = 80;

/// "2018-03-05"
sim::Date date_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (read != 3 || !date.ok()) sim::refuse_usage(fmt::format("--from: `{}` is no day; write it as 2018-03-05", text));
  return sim::Date{date};
}

/// What was run again, and how it is headed.
class Explanation {
 public:
  explicit Explanation(const ExplainOptions& options)
      : options_(options),
        replay_(options.result),
        plan_(options.plan.empty() ? 0 : replay_.plan_named(options.plan)),
        number_(options.replication.value_or(replay_.result().replications().front())),
        record_(replay_.scenario()) {
    replay_.expect_replication(number_);
    if (!options_.week_of.empty()) expect_week();
  }

  ExitCode tell() {
    run();
    if (!options_.week_of.empty()) return tell_week();
    if (options_.child) return tell_child(models::ChildId{*options_.child});
    return tell_worst();
  }

 private:
  // --- what is asked for, looked at before anything runs

  void expect_week() {
    const auto& names = replay_.result().layout().of(models::Axis::team).names;
    const auto found = std::ranges::find(names, options_.week_of);
    if (found == names.end())
      sim::refuse_usage(fmt::format("{}: there is no team `{}`; did you mean {}?", options_.result.string(),
                                    options_.week_of, fmt::join(output::nearest_names(options_.week_of, names), ", ")));
    team_ = models::id_at<models::TeamId>(found - names.begin());
    from_ = date_of(options_.from);
    const sim::Date first = replay_.scenario().period_from;
    const sim::Date last = replay_.scenario().period_until - std::chrono::days{output::days_a_week};
    if (from_ < first || from_ > last)
      sim::refuse_usage(fmt::format("--from: the seven days from {} on are not in the period; it can be {} to {}",
                                    sim::text(from_), sim::text(first), sim::text(last)));
  }

  void run() {
    if (!options_.manner.quiet && ::isatty(STDERR_FILENO))
      fmt::print(stderr, "casetide: running replication {} of {} again\n", number_, plan().name);
    sim::TaskPage page;
    replay_.run(plan_, number_, record_, page);
    record_.finish();
  }

  const output::PlanName& plan() const { return replay_.result().identity().plans[plan_]; }
  output::ToldRun told() const {
    return {options_.result.filename().string(), replay_.result().identity().place, plan(), number_};
  }

  ExitCode tell_child(models::ChildId child) {
    if (!record_.knows(child)) sim::refuse_usage(no_such_child(child));
    const output::Life life = output::life_of(record_, child);
    if (options_.manner.json)
      fmt::print("{}", output::json(told(), record_, nullptr, 0, {&life, 1}));
    else
      fmt::print("{}", output::text(told(), record_, life, columns));
    return ExitCode::done;
  }

  std::string no_such_child(models::ChildId child) const {
    const auto& known = record_.children();
    const auto distance = [&](models::ChildId one) {
      return index(one) > index(child) ? index(one) - index(child) : index(child) - index(one);
    };
    const auto nearest = std::ranges::min_element(known, {}, distance);
    const std::string near = nearest == known.end() ? "" : fmt::format("; the nearest is {}", index(*nearest));
    return fmt::format("{}: there is no child {} in replication {} of {}{}; --worst lists those longest at risk",
                       options_.result.string(), index(child), number_, plan().name, near);
  }

  ExitCode tell_week() {
    const output::TeamWeek week = output::week_of(record_, team_, from_);
    if (options_.manner.json)
      fmt::print("{}", output::json(told(), record_, week));
    else
      fmt::print("{}", output::text(told(), record_, week, columns));
    return ExitCode::done;
  }

  ExitCode tell_worst() {
    const std::vector<output::ChildAtRisk> worst = output::children_at_risk(record_);
    const auto count =
        std::min(static_cast<std::size_t>(options_.worst.value_or(ExplainOptions::usual_worst)), worst.size());
    std::vector<output::Life> lives;
    for (std::size_t place = 0; place < (options_.all ? count : std::min<std::size_t>(count, 1)); ++place)
      lives.push_back(output::life_of(record_, worst[place].child));
    if (options_.manner.json) {
      fmt::print("{}", output::json(told(), record_, &worst, count, lives));
      return ExitCode::done;
    }
    fmt::print("{}", output::text(told(), record_, worst, count, columns));
    for (const output::Life& life : lives) fmt::print("\n{}", output::text(told(), record_, life, columns));
    return ExitCode::done;
  }

  const ExplainOptions& options_;
  Replay replay_;
  std::size_t plan_;
  int number_;
  output::LifeRecorder record_;
  models::TeamId team_{};
  sim::Date from_{};
};

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  const bool worst = options.worst || options.all;
  if (options.child && worst) sim::refuse_usage("--child tells of one child; leave out --worst and --all");
  if (!options.week_of.empty() && (options.child || worst))
    sim::refuse_usage("--week tells of a team; leave out --child, --worst and --all");
  if (options.week_of.empty() != options.from.empty())
    sim::refuse_usage("--week TEAM and --from DAY go together: --week safeguarding --from 2018-03-05");
  return Explanation(options).tell();
}

}  // namespace casetide::app
