#include "output/result_workbook.hpp"

#include <fmt/format.h>

#include "models/safeguard_names.hpp"

namespace casetide::output {

namespace {

using Weight = CellStyle::Weight;

constexpr CellStyle strong{Weight::strong};
constexpr double label_width = 38;
constexpr double plan_width = 16;
constexpr unsigned widest_text = 7;  // columns that a sentence stands across

/// Lays out the sheet that everybody sees first; each member goes on where the last one ended.
class FirstSheet {
 public:
  FirstSheet(Workbook& workbook, const Comparison& comparison) : workbook_(workbook), comparison_(comparison) {}

  void write() {
    workbook_.begin_sheet("Page one");
    workbook_.set_width(0, label_width);
    for (unsigned plan = 0; plan < plans(); ++plan) workbook_.set_width(plan + 1, plan_width);
    heading();
    for (const ComparedStretch& stretch : comparison_.stretches) {
      workbook_.write(++row_, 0, stretch.stretch.title, strong);
      for (const ComparedGroup& group : stretch.page_one) write(group);
      ++row_;
    }
    legend();
  }

 private:
  unsigned plans() const { return static_cast<unsigned>(comparison_.identity.plans.size()); }
  const std::string& baseline() const { return comparison_.identity.plans[comparison_.baseline].name; }

  void sentence(const std::string& text) { workbook_.write_across(row_++, 0, widest_text, text, {.wraps = true}); }

  void heading() {
    const RunIdentity& run = comparison_.identity;
    workbook_.write(row_++, 0, run.title, {Weight::title});
    workbook_.write(row_++, 0,
                    fmt::format("{}; means over {} replication{}; run {}", run.place, comparison_.replications,
                                comparison_.replications == 1 ? "" : "s", run.run_id()));
    if (!comparison_.answer.empty()) sentence(comparison_.answer);
    for (const std::string& warning : warnings(comparison_)) sentence("Warning: " + warning);
    ++row_;
    workbook_.write(row_, 0, std::string("Plan"), {Weight::strong, 0, "", true, true});
    for (unsigned plan = 0; plan < plans(); ++plan)
      workbook_.write(row_, plan + 1, run.plans[plan].label + (plan == comparison_.baseline ? " (baseline)" : ""),
                      {Weight::strong, 0, "", true, true});
    workbook_.freeze(++row_, 1);
  }

  void write(const ComparedGroup& group) {
    workbook_.write(++row_, 0, group.title, strong);
    for (const ComparedFigure& figure : group.figures) {
      workbook_.write(++row_, 0, figure.label);
      for (unsigned plan = 0; plan < plans(); ++plan)
        workbook_.write(row_, plan + 1, figure.means[plan],
                        {.decimals = figure.decimals, .suffix = mark(figure.differences[plan], plan)});
    }
  }

  /// Behind a number that cannot be told apart from the baseline's; the cell holds the number alone.
  std::string mark(const Difference& difference, unsigned plan) const {
    if (plan == comparison_.baseline || difference.pairs < 2 || difference.is_told_apart()) return {};
    return difference.low == 0 && difference.high == 0 ? " =" : " ~";
  }

  void legend() {
    if (plans() < 2) return;
    ++row_;
    sentence(
        fmt::format("~ behind a number: cannot be told apart from {} (90 %). = behind it: the same as {} in every "
                    "replication. The differences and their intervals are in the sheet Figures.",
                    baseline(), baseline()));
  }

  Workbook& workbook_;
  const Comparison& comparison_;
  unsigned row_ = 0;
};

struct Note {
  const char* key;
  std::string words;
};

std::vector<Note> notes(const RunIdentity& run, int replications) {
  return {{"Scenario", run.title},
          {"Place", run.place},
          {"Run", run.run_id()},
          {"Replications", fmt::to_string(replications)},
          {"Seed", fmt::to_string(run.seed)},
          {"Casetide", run.software_version},
          {"Source revision", run.source_revision.value_or("not known")},
          {"SHA-256 of the scenario", run.scenario_sha256},
          {"Figures", "Simulated: means over the replications. Nothing here is an observation."},
          {"Time at risk", std::string(models::guard_sentence)},
          {"Low and high", "In the sheet Figures: the 90 % Student-t interval of a mean, or of a paired difference."},
          {"p5 and p95",
           "The middle nine tenths of the replications lie between them: one future lies there nine times "
           "in ten, as far as the scenario is right. Rough with fewer than 40 replications."},
          {"Empty cells", "There is no number, such as a share of nothing."},
          {"Page one", "Plans side by side; see the legend below its tables."},
          {"No grade", "Nothing here predicts a judgement of an inspection."}};
}

void write_notes(Workbook& workbook, const Comparison& comparison) {
  constexpr double key_width = 26;
  constexpr double words_width = 100;
  workbook.begin_sheet("Notes");
  workbook.set_width(0, key_width);
  workbook.set_width(1, words_width);
  unsigned row = 0;
  workbook.write(row, 0, std::string("Note"), {Weight::strong, 0, "", false, true});
  workbook.write(row, 1, std::string("Words"), {Weight::strong, 0, "", false, true});
  workbook.freeze(1, 0);
  for (const Note& note : notes(comparison.identity, comparison.replications)) {
    workbook.write(++row, 0, std::string(note.key), strong);
    workbook.write(row, 1, note.words, {.wraps = true});
  }
}

}  // namespace

void write_workbook(Workbook& workbook, const Comparison& comparison, const std::vector<NamedSheet>& sheets) {
  FirstSheet(workbook, comparison).write();
  for (const NamedSheet& sheet : sheets)
    if (!sheet.table.rows.empty()) workbook.write_table(sheet.name, sheet.table);
  write_notes(workbook, comparison);
}

}  // namespace casetide::output
