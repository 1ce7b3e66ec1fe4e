#include "output/option_scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "output/text_table.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;
using models::Option, models::Options;

constexpr std::size_t options_in_a_table = 6;
constexpr int column_width = 7;
constexpr int widest_label = 52;

std::string label_of(const Option& option, const std::vector<PlanName>& plans) {
  if (!option.label.empty()) return option.label;
  const auto plan = std::ranges::find(plans, option.plan, &PlanName::name);
  return plan == plans.end() || plan->label.empty() ? option.plan : plan->label;
}

/// Labels of the gates that were judged so; `judged` absent: of those that nobody has judged.
std::vector<std::string> gates(const Options& options, const Option& option, std::optional<bool> judged) {
  std::vector<std::string> labels;
  for (std::size_t gate = 0; gate < options.gates.size(); ++gate) {
    const std::optional<bool> passes = gate < option.passes.size() ? option.passes[gate] : std::nullopt;
    if (passes == judged) labels.push_back(options.gates[gate].label);
  }
  return labels;
}

std::optional<double> score_of(const Option& option, std::size_t criterion) {
  return criterion < option.scores.size() ? option.scores[criterion] : std::nullopt;
}

/// Lays out the section; each member adds lines to the text.
class Section {
 public:
  Section(const Options& options, const std::vector<PlanName>& plans, int columns)
      : options_(options), plans_(plans), columns_(columns) {}

  std::string text() {
    constexpr std::string_view title = "What people score (not simulated)";
    text_ += fmt::format("\n{}\n{:=<{}}\n", title, "", title.size());
    if (!options_.question.empty()) paragraph(options_.question, "", "");
    text_ += '\n';
    for (std::size_t place = 0; place < options_.options.size(); ++place) about(place);
    for (std::size_t first = 0; first < options_.options.size(); first += options_in_a_table) table(first);
    return std::move(text_);
  }

 private:
  /// Broken at spaces; `first` stands before the first line, `others`, as wide or wider, before the rest.
  void paragraph(const std::string& words, std::string first, const std::string& others) {
    for (const std::string& line : wrapped(words, columns_ - width_of(others), " ")) {
      text_ += first + line + '\n';
      first = others;
    }
  }

  /// The option, what it fails, and what has been noted.
  void about(std::size_t place) {
    const Option& option = options_.options[place];
    const std::string indent(5, ' ');
    paragraph(fmt::format("{} (plan {})", label_of(option, plans_), option.plan), fmt::format("{:>3}  ", place + 1),
              indent);
    for (const std::string& label : gates(options_, option, false)) paragraph("fails: " + label, indent, indent + "  ");
    for (const std::string& label : gates(options_, option, std::nullopt))
      paragraph("not judged: " + label, indent, indent + "  ");
    if (!option.note.empty()) paragraph(option.note, indent, indent);
  }

  void table(std::size_t first) {
    if (options_.criteria.empty()) return;
    const std::size_t last = std::min(first + options_in_a_table, options_.options.size());
    begin_row("Scores from 0 to 10 (weight)");
    for (std::size_t place = first; place < last; ++place) text_ += fmt::format("{:>{}}", place + 1, column_width);
    for (std::size_t row = 0; row < options_.criteria.size(); ++row) {
      const models::Criterion& criterion = options_.criteria[row];
      begin_row("  " + criterion.label, fmt::format(" ({:g})", criterion.weight));
      for (std::size_t place = first; place < last; ++place) cell(score_of(options_.options[place], row));
    }
    begin_row("Weighted score");
    for (std::size_t place = first; place < last; ++place) cell(weighted_score(options_, options_.options[place]));
    text_ += '\n';
  }

  /// A new line, as wide as the labels; `kept` is not cut off.
  void begin_row(const std::string& label, const std::string& kept = "") {
    const auto shown = static_cast<int>(std::min(options_.options.size(), options_in_a_table));
    const int width = std::min(columns_ - shown * column_width, widest_label);
    text_ += '\n' + left(cut(label, width - width_of(kept)) + kept, width);
  }

  void cell(std::optional<double> score) {
    text_ += score ? fmt::format("{:>{}.1f}", *score, column_width) : fmt::format("{:>{}}", "-", column_width);
  }

  const Options& options_;
  const std::vector<PlanName>& plans_;
  int columns_;
  std::string text_;
};

/// Null where nobody has said.
template <typename T>
Json of(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json of(const Options& options, const Option& option, const std::vector<PlanName>& plans) {
  Json scores = Json::object();
  Json passes = Json::object();
  for (std::size_t row = 0; row < options.criteria.size(); ++row)
    scores[options.criteria[row].name] = of(score_of(option, row));
  for (std::size_t gate = 0; gate < options.gates.size(); ++gate)
    passes[options.gates[gate].name] = of(gate < option.passes.size() ? option.passes[gate] : std::nullopt);
  return {{"plan", option.plan}, {"label", label_of(option, plans)},
          {"scores", scores},    {"weighted_score", of(weighted_score(options, option))},
          {"passes", passes},    {"note", option.note}};
}

}  // namespace

std::optional<double> weighted_score(const Options& options, const Option& option) {
  double weighted = 0;
  double weights = 0;
  for (std::size_t row = 0; row < options.criteria.size(); ++row) {
    const std::optional<double> score = score_of(option, row);
    if (!score) return {};
    weighted += *score * options.criteria[row].weight;
    weights += options.criteria[row].weight;
  }
  return weights > 0 ? std::optional<double>(weighted / weights) : std::nullopt;
}

std::string text(const Options& options, const std::vector<PlanName>& plans, int columns) {
  return options.empty() ? std::string() : Section(options, plans, columns).text();
}

std::string with_options(const std::string& comparison, const Options& options, const std::vector<PlanName>& plans) {
  if (options.empty()) return comparison;
  Json criteria = Json::array();
  Json gates = Json::array();
  Json list = Json::array();
  for (const models::Criterion& criterion : options.criteria)
    criteria.push_back({{"name", criterion.name}, {"label", criterion.label}, {"weight", criterion.weight}});
  for (const models::Gate& gate : options.gates) gates.push_back({{"name", gate.name}, {"label", gate.label}});
  for (const Option& option : options.options) list.push_back(of(options, option, plans));
  Json document = Json::parse(comparison);
  document["options"] = {{"question", options.question}, {"criteria", criteria}, {"gates", gates}, {"options", list}};
  return document.dump(2) + "\n";
}

}  // namespace casetide::output
