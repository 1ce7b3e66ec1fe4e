// A comparison as JSON for programs. The document is described in FORMAT.md.
#include <fmt/format.h>

#include <cmath>

#include "models/safeguard_names.hpp"
#include "output/comparison.hpp"

namespace casetide::output {

namespace {

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\')
      (result += '\\') += byte;
    else if (static_cast<unsigned char>(byte) < 0x20)
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    else
      result += byte;
  }
  return result + "\"";
}

/// The shortest text that reads back to the same number.
std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

/// Members of an object or an array, separated by commas.
class List {
 public:
  List(char open, char close) : text_(1, open), close_(close) {}
  List& item(const std::string& value) {
    text_ += (is_empty_ ? "" : ",") + value;
    is_empty_ = false;
    return *this;
  }
  List& member(std::string_view name, const std::string& value) { return item(json_text(name) + ":" + value); }
  std::string done() const { return text_ + close_; }

 private:
  std::string text_;
  char close_;
  bool is_empty_ = true;
};
List object() { return {'{', '}'}; }
List array() { return {'[', ']'}; }

std::string of(const Difference& difference) {
  return object()
      .member("mean", number(difference.mean))
      .member("low", number(difference.low))
      .member("high", number(difference.high))
      .member("pairs", fmt::format("{}", difference.pairs))
      .member("told_apart", difference.is_told_apart() ? "true" : "false")
      .done();
}

std::string of(const ComparedFigure& figure, const Comparison& comparison) {
  List means = object();
  List differences = object();
  for (std::size_t plan = 0; plan < figure.means.size(); ++plan) {
    const std::string& name = comparison.identity.plans[plan].name;
    means.member(name, number(figure.means[plan]));
    if (plan != comparison.baseline) differences.member(name, of(figure.differences[plan]));
  }
  return object()
      .member("key", json_text(figure.key))
      .member("label", json_text(figure.label))
      .member("means", means.done())
      .member("differences", differences.done())
      .done();
}

std::string of(const ComparedGroup& group, const Comparison& comparison) {
  List figures = array();
  for (const ComparedFigure& figure : group.figures) figures.item(of(figure, comparison));
  return object()
      .member("key", json_text(group.key))
      .member("title", json_text(group.title))
      .member("figures", figures.done())
      .done();
}

std::string of(const ComparedStretch& compared, const Comparison& comparison) {
  List groups = array();
  for (const ComparedGroup& group : compared.groups) groups.item(of(group, comparison));
  return object()
      .member("key", json_text(compared.stretch.key))
      .member("title", json_text(compared.stretch.title))
      .member("from", json_text(iso(compared.stretch.from)))
      .member("until", json_text(iso(compared.stretch.until)))
      .member("years", number(compared.stretch.years))
      .member("groups", groups.done())
      .done();
}

std::string of(const std::vector<PlanName>& plans) {
  List list = array();
  for (const PlanName& plan : plans)
    list.item(object().member("name", json_text(plan.name)).member("label", json_text(plan.label)).done());
  return list.done();
}

}  // namespace

std::string json(const Comparison& comparison) {
  const RunIdentity& run = comparison.identity;
  List notes = array();
  for (const std::string& warning : warnings(comparison)) notes.item(json_text(warning));
  List stretches = array();
  for (const ComparedStretch& stretch : comparison.stretches) stretches.item(of(stretch, comparison));
  return object()
             .member("schema_version", "1")
             .member("run_id", json_text(run.run_id()))
             .member("title", json_text(run.title))
             .member("place", json_text(run.place))
             .member("software_version", json_text(run.software_version))
             .member("scenario_sha256", json_text(run.scenario_sha256))
             .member("replications", fmt::format("{}", comparison.replications))
             .member("confidence", "0.9")
             .member("plans", of(run.plans))
             .member("baseline", json_text(run.plans[comparison.baseline].name))
             .member("warnings", notes.done())
             .member("time_at_risk_note", json_text(models::guard_sentence))
             .member("stretches", stretches.done())
             .done() +
         "\n";
}

}  // namespace casetide::output
