#include "output/in_the_way.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/dates_in_words.hpp"
#include "output/pathway_words.hpp"

namespace casetide::output {

using models::Cause, models::Component, models::Fact, models::FactKind, models::Obligation, models::WorkerId;

namespace {

constexpr std::size_t most_clauses = 4;

std::string day(sim::Instant at) { return day_in_words(sim::date_of(at)); }

/// "1 other piece of work"
/// Days away.
struct Away {
  sim::Instant from{};
  sim::Instant until{};
};

/// The absences that touch [from, until); those that follow each other without a break as one.
std::vector<Away> away(const LifeRecorder& record, WorkerId worker, sim::Instant from, sim::Instant until) {
  std::vector<Away> found;
  for (const std::uint32_t place : record.of(worker)) {
    const Fact fact = record.fact(place);
    if (fact.at >= until) break;
    if (fact.kind != FactKind::worker_absent || fact.due <= from) continue;
    if (!found.empty() && fact.at <= found.back().until)
      found.back().until = fact.due;
    else
      found.push_back({fact.at, fact.due});
  }
  return found;
}

bool is_away(const LifeRecorder& record, WorkerId worker, sim::Instant at) {
  return worker != models::nobody && !away(record, worker, at, at + sim::Minutes{1}).empty();
}

/// "on 3 Jun 2018", "3 to 8 Jun 2018 and 12 to 14 Jun 2018"
std::string days_away(const std::vector<Away>& absences) {
  std::vector<std::string> told;
  for (const Away& one : absences) {
    const bool one_day = sim::date_of(one.from) == due_day(one.until);
    told.push_back((one_day ? "on " : "") + days_in_words(sim::date_of(one.from), due_day(one.until)));
  }
  return listed(told);
}

/// Calls `visit(fact, place)` for what the worker's facts tell of [from, until).
template <typename Visit>
void for_each_fact(const LifeRecorder& record, WorkerId worker, sim::Instant from, sim::Instant until, Visit visit) {
  const auto places = record.of(worker);
  const auto earlier = [&](std::uint32_t place, sim::Instant at) { return record.fact(place).at < at; };
  for (auto place = std::lower_bound(places.begin(), places.end(), from, earlier); place != places.end(); ++place) {
    const Fact fact = record.fact(*place);
    if (fact.at >= until) return;
    visit(fact, *place);
  }
}

/// What somebody did in a stretch besides one piece.
struct Meanwhile {
  std::size_t pieces = 0;
  std::size_t due_earlier = 0;
  std::size_t meetings = 0;
};

class Hindrance {
 public:
  Hindrance(const LifeRecorder& record, const Life& life, const RiskSpell& spell)
      : record_(record), life_(life), spell_(spell), pathway_(record.scenario().pathway) {}

  std::string sentence() const {
    if (spell_.component == Component::no_named_worker) return without_worker();
    if (!spell_.late) return "";
    const std::string head = heading(life_.clocks[*spell_.late]);
    return spell_.beside ? head + "." : fmt::format("{}: {}.", head, clauses());
  }

 private:
  const Obligation& rule(const OwedClock& clock) const { return pathway_.obligations[index(clock.obligation)]; }

  // --- what was late, and by how much

  std::string heading(const OwedClock& clock) const {
    if (spell_.component == Component::nobody_watching) return looked_at(clock);
    const std::string label = rule(clock).work ? rule(clock).label : quoted(rule(clock));
    const std::string due = "due " + day_in_words(due_day(clock.due));
    if (clock.how == OwedClock::End::open) return fmt::format("{}, {}, was not done when the run ended", label, due);
    return fmt::format("{} late by {} ({}, {} {})", label, days_late(clock), due, ending(clock), day(clock.ended));
  }

  std::string looked_at(const OwedClock& clock) const {
    const std::string due = "due " + day_in_words(due_day(clock.due));
    if (clock.how == OwedClock::End::open)
      return "The plan, " + due + " to be looked at, had not been when the run ended";
    if (clock.how == OwedClock::End::lapsed)
      return fmt::format("Nobody looked at the plan, {}, before it ended on {}", due, day(clock.ended));
    const std::string by = ended_by(clock);
    return fmt::format("The plan was looked at {} late ({}, {}on {})", days_late(clock), due,
                       by.empty() ? "" : "by " + by + " ", day(clock.ended));
  }

  static std::string days_late(const OwedClock& clock) {
    const auto days = (sim::date_of(clock.ended) - due_day(clock.due)).count();
    return counted(static_cast<std::size_t>(days), "day", "days");
  }

  static std::string quoted(const Obligation& rule) { return "\"" + rule.label + "\""; }

  /// How the clock came to its end, before the day.
  std::string ending(const OwedClock& clock) const {
    const std::string by = ended_by(clock);
    const std::string how = by.empty() ? "" : "by " + by + " on";
    switch (clock.how) {
      case OwedClock::End::met:
        if (rule(clock).meeting) return "held";
        return clock.by == models::nobody && !how.empty() ? "met " + how : "done";
      case OwedClock::End::lapsed:
        return rule(clock).work ? "no longer owed from" : "ended on";
      default:
        return how.empty() ? "started again" : "ended " + how;
    }
  }

  /// What else started the clock again: other work for the child, or its worker's supervision.
  std::string ended_by(const OwedClock& clock) const {
    const models::RenewedBy event = rule(clock).renewed_by;
    for (const OwedClock& other : life_.clocks) {
      const bool ends = event == models::RenewedBy::monitored ? rule(other).monitors
                        : event == models::RenewedBy::seen    ? rule(other).sees_child
                                                              : false;
      const bool itself = &other == &clock || other.obligation == clock.obligation;
      if (ends && !itself && other.how == OwedClock::End::met && other.ended == clock.ended) return quoted(rule(other));
    }
    const WorkerId holder = holder_at(clock.ended - sim::Minutes{1});
    if (event != models::RenewedBy::monitored || holder == models::nobody) return {};
    std::string found;
    for_each_fact(record_, holder, clock.ended, clock.ended + sim::Minutes{1}, [&](const Fact& fact, std::size_t) {
      if (fact.kind == FactKind::supervision_held) found = worker_name(holder) + "'s supervision";
    });
    return found;
  }

  // --- the clauses

  /// One for each stretch; of many, one for each cause with the longest of its stretches.
  std::string clauses() const {
    std::vector<std::string> told;
    if (spell_.stretches.size() <= most_clauses) {
      for (const RiskSpell::Stretch& stretch : spell_.stretches) told.push_back(clause(stretch));
      told.erase(std::unique(told.begin(), told.end()), told.end());
      return fmt::format("{}", fmt::join(told, "; then "));
    }
    for (const LongestOfCause& one : by_cause())
      told.push_back(fmt::format("{} ({} in all)", clause(one.stretch), length_in_words(one.in_all)));
    return fmt::format("{}", fmt::join(told, "; "));
  }

  struct LongestOfCause {
    RiskSpell::Stretch stretch;
    sim::Minutes in_all{0};
  };

  /// In the order of their longest stretches.
  std::vector<LongestOfCause> by_cause() const {
    std::vector<LongestOfCause> causes;
    for (const RiskSpell::Stretch& stretch : spell_.stretches) {
      auto known =
          std::ranges::find(causes, stretch.cause, [](const LongestOfCause& one) { return one.stretch.cause; });
      if (known == causes.end()) known = causes.insert(causes.end(), {stretch});
      known->in_all += stretch.until - stretch.from;
      if (stretch.until - stretch.from > known->stretch.until - known->stretch.from) known->stretch = stretch;
    }
    std::ranges::sort(causes, {}, [](const LongestOfCause& one) { return one.stretch.from; });
    return causes;
  }

  std::string clause(const RiskSpell::Stretch& stretch) const {
    const OwedClock& late = life_.clocks[*spell_.late];
    const OwedClock* const work = awaited(late, stretch);
    if (!work) return without_work(late, stretch);
    const std::string what = clause(*work, stretch);
    return work == &late ? what : fmt::format("{} was awaited, and {}", quoted(rule(*work)), what);
  }

  /// The work that would end the lateness: the late clock's own or, of a watch, what ends it and is due first. Null: no
  /// work that anybody has would, or supervision alone.
  const OwedClock* awaited(const OwedClock& late, const RiskSpell::Stretch& stretch) const {
    const sim::Instant at = stretch.from;
    const Obligation& watch = rule(late);
    if (watch.work) return &late;
    const OwedClock* first = nullptr;
    for (const OwedClock& other : life_.clocks) {
      const Obligation& one = rule(other);
      if (!one.work || one.during != watch.during || other.owed > at || other.ended <= at) continue;
      const bool ends_it = watch.renewed_by == models::RenewedBy::monitored ? one.monitors
                           : watch.renewed_by == models::RenewedBy::seen    ? one.sees_child
                                                                            : one.decides.has_value();
      if (ends_it && (!first || other.due < first->due)) first = &other;
    }
    const bool supervised = record_.scenario().staffing.supervision && watch.renewed_by == models::RenewedBy::monitored;
    const bool by_manager =
        stretch.cause == Cause::manager || stretch.cause == Cause::absence || stretch.cause == Cause::vacancy;
    return supervised && by_manager && first && first->due > at ? nullptr : first;
  }

  std::string clause(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    switch (stretch.cause) {
      case Cause::absence:
        return absence(work, stretch);
      case Cause::handover:
        return handover(stretch);
      case Cause::vacancy:
        return vacancy(stretch);
      case Cause::external:
        return others(work, stretch);
      case Cause::none:
        return "no reason was recorded";
      case Cause::manager:
      case Cause::iro_chair:
      case Cause::queue:
        break;
    }
    if (work.handed_over <= stretch.from) return authorisation(work);
    if (rule(work).meeting) return diary(work, stretch);
    if (!rule(work).work->by.case_holder) return on_list(work, stretch);
    return other_work(work, stretch);
  }

  WorkerId holder_at(sim::Instant at) const {
    for (const Holding& holding : life_.held)
      if (holding.from <= at && at < holding.until) return holding.worker;
    return models::nobody;
  }

  std::string absence(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    const WorkerId holder = holder_at(stretch.from);
    const std::vector<Away> absences = away(record_, holder, stretch.from, stretch.until);
    if (!absences.empty()) return fmt::format("{} was absent {}", worker_name(holder), days_away(absences));
    for (const sim::Instant postponed : work.postponed)
      if (postponed < stretch.until)
        return fmt::format("the meeting of {} was put off{}{}", day(postponed), why_put_off(work, postponed),
                           next_booking(work, stretch));
    return fmt::format("{} was to be away on the days when there was room{}", worker_name(holder),
                       next_booking(work, stretch));
  }

  std::string handover(const RiskSpell::Stretch& stretch) const {
    for (const Holding& holding : life_.held)
      if (holding.from <= stretch.from && stretch.from < holding.until)
        return fmt::format("{}, named on {}, was reading in", worker_name(holding.worker), day(holding.from));
    return "a new worker was reading in";
  }

  std::string vacancy(const RiskSpell::Stretch& stretch) const {
    const models::TeamId team = team_at(stretch.from);
    const std::string& label = record_.scenario().staffing.teams[index(team)].label;
    const auto state = record_.state(team, stretch.from);
    if (!state) return label + " had posts that nobody covered";
    return fmt::format("{} had {:.1f} of {:.1f} case-holding posts that nobody covered (counted {})", label,
                       state->uncovered, state->posts, day(state->at));
  }

  models::TeamId team_at(sim::Instant at) const {
    models::TeamId team{};
    for (const std::uint32_t place : record_.of(life_.child)) {
      const Fact fact = record_.fact(place);
      if (fact.at > at) break;
      if (fact.kind == FactKind::team_changed) team = fact.team;
    }
    return team;
  }

  std::string others(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    sim::Instant tried = sim::never;
    for (const sim::Instant failed : work.failed)
      if (failed < stretch.until) tried = failed;
    if (tried != sim::never)
      return fmt::format("the child was not seen at the visit of {}, and another had to be made", day(tried));
    if (rule(work).meeting) return "partners or the family were not available earlier" + next_booking(work, stretch);
    return fmt::format("partners or the family were not available until {}", day(stretch.until));
  }

  std::string authorisation(const OwedClock& work) const {
    const std::string role = in_words(pathway_.roles[index(rule(work).work->authorised_by->role)]);
    const std::string by = work.second == models::nobody ? "" : fmt::format(" ({})", worker_name(work.second));
    return fmt::format("what {} had finished on {} waited for a {}{} to authorise it", worker_name(work.by),
                       day(work.handed_over), role, by);
  }

  std::string on_list(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    const std::string role = in_words(pathway_.roles[index(rule(work).work->by.role)]);
    const std::string waited = fmt::format("it waited on the list of the {}s", role);
    if (work.begun == sim::never || work.begun >= stretch.until + sim::one_day) return waited;
    return fmt::format("{} until {} took it up on {}", waited, worker_name(work.by), day(work.begun));
  }

  // --- meetings

  /// "; it stood in the diary for 21 Jun 2017"
  std::string next_booking(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    const OwedClock::Booking* last = nullptr;
    for (const OwedClock::Booking& booking : work.bookings)
      if (booking.made < stretch.until) last = &booking;
    if (!last) return {};
    return fmt::format("; on {} it was put in the diary for {}", day(last->made), day(last->starts));
  }

  std::string diary(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    const std::string booked = next_booking(work, stretch);
    std::string no_room;
    if (stretch.cause == Cause::iro_chair) no_room = fmt::format("no {} had room in time", who_chairs(work));
    if (stretch.cause == Cause::manager) no_room = "the managers had no room in time";
    for (auto postponed = work.postponed.rbegin(); postponed != work.postponed.rend(); ++postponed)
      if (*postponed < stretch.until)
        return fmt::format("the meeting of {} was put off{}{}{}{}", day(*postponed), why_put_off(work, *postponed),
                           no_room.empty() ? "" : ", and ", no_room, booked);
    if (!no_room.empty()) return no_room + booked;
    return booked.empty() ? "it was not in the diaries yet" : "the diaries had no common room in time" + booked;
  }

  std::string who_chairs(const OwedClock& work) const {
    for (const models::Doer& doer : rule(work).meeting->attended_by)
      if (!doer.case_holder) return in_words(pathway_.roles[index(doer.role)]);
    return "worker";
  }

  /// A report that was not ready then, or somebody who was away.
  std::string why_put_off(const OwedClock& work, sim::Instant at) const {
    for (const models::ObligationId needed : rule(work).meeting->needs)
      for (const OwedClock& report : life_.clocks)
        if (report.obligation == needed && report.owed <= at && at < report.ended)
          return fmt::format(" because {} was not done", quoted(rule(report)));
    const WorkerId holder = holder_at(at);
    if (is_away(record_, holder, at)) return fmt::format(" because {} was absent", worker_name(holder));
    for (auto booking = work.bookings.rbegin(); booking != work.bookings.rend(); ++booking)
      if (booking->made < at && is_away(record_, booking->chair, at))
        return fmt::format(" because {} was absent", worker_with_role(record_, booking->chair));
    return {};
  }

  // --- the worker's other work

  std::string other_work(const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    const WorkerId holder = holder_at(stretch.from);
    if (holder == models::nobody) return "no worker was named for it";
    const Meanwhile done = meanwhile(holder, work, stretch);
    std::vector<std::string> deeds;
    if (done.pieces > 0)
      deeds.push_back("did " + counted(done.pieces, "other piece of work", "other pieces of work") + due_earlier(done));
    if (done.meetings > 0) deeds.push_back("attended " + counted(done.meetings, "meeting", "meetings"));
    if (stretch.from <= work.begun && work.begun < stretch.until) deeds.push_back("began it on " + day(work.begun));
    const std::string begun =
        work.begun < stretch.from ? fmt::format(", who had begun it on {},", day(work.begun)) : "";
    if (deeds.empty()) deeds.push_back(begun.empty() ? "had not come to it yet" : "had not finished it yet");
    return worker_name(holder) + begun + " " + listed(deeds);
  }

  static std::string due_earlier(const Meanwhile& done) {
    if (done.due_earlier == 0) return {};
    if (done.pieces == 1) return " (due earlier)";
    return done.due_earlier == done.pieces ? " (all due earlier)" : fmt::format(" ({} due earlier)", done.due_earlier);
  }

  Meanwhile meanwhile(WorkerId worker, const OwedClock& work, const RiskSpell::Stretch& stretch) const {
    Meanwhile done;
    for_each_fact(record_, worker, stretch.from, stretch.until, [&](const Fact& fact, std::size_t place) {
      if (fact.kind == FactKind::meeting_held) ++done.meetings;
      const bool same = models::ObligationId{fact.place} == work.obligation && fact.child == work.served_with;
      if (fact.kind != FactKind::work_finished || same) return;
      ++done.pieces;
      done.due_earlier += record_.due_at(place, fact.child, fact.place) < work.due;
    });
    return done;
  }

  // --- nobody's work

  std::string without_work(const OwedClock& late, const RiskSpell::Stretch& stretch) const {
    if (stretch.cause == Cause::absence) return absence(late, stretch);
    if (stretch.cause == Cause::vacancy) return vacancy(stretch);
    if (stretch.cause == Cause::manager) return sessions(late, stretch);
    if (stretch.cause == Cause::external)
      return fmt::format(
          "nothing but the end of \"{}\" could end it, and that lies with other agencies, court or family",
          pathway_.statuses[index(rule(late).during)].label);
    return "no work that would end it was owed";
  }

  /// Supervision of the child's worker since the plan was last looked at.
  std::string sessions(const OwedClock& late, const RiskSpell::Stretch& stretch) const {
    const WorkerId holder = holder_at(stretch.from);
    std::vector<std::string> children;
    for_each_fact(record_, holder, late.since + sim::Minutes{1}, stretch.until, [&](const Fact& fact, std::size_t) {
      if (fact.kind == FactKind::supervision_held) children.push_back(fmt::to_string(fact.place));
    });
    const std::string between = days_in_words(sim::date_of(late.since), due_day(stretch.until));
    if (children.empty()) return fmt::format("{} had no supervision {}", worker_name(holder), between);
    if (children.size() == 1)
      return fmt::format("{}'s one session of supervision {} went through {} other {}", worker_name(holder), between,
                         children.front(), children.front() == "1" ? "child" : "children");
    return fmt::format("{}'s {} sessions of supervision {} went through {} other children", worker_name(holder),
                       children.size(), between, listed(children));
  }

  // --- nobody's name on the case

  std::string without_worker() const {
    std::string text = "Nobody's name on the case for " + length_in_words(spell_.until - spell_.from);
    const auto before = std::ranges::find(life_.held, spell_.from, &Holding::until);
    if (before != life_.held.end()) text += fmt::format(" ({})", why_lost(record_, before->worker, spell_.from));
    std::vector<std::string> told;
    for (const RiskSpell::Stretch& stretch : spell_.stretches)
      told.push_back(stretch.cause == Cause::vacancy ? vacancy(stretch) : no_room(stretch));
    if (told.size() > most_clauses) told.resize(most_clauses);
    text += fmt::format(": {}", fmt::join(told, "; then "));
    const auto after = std::ranges::find(life_.held, spell_.until, &Holding::from);
    if (after != life_.held.end())
      text += fmt::format("; {} was named on {}", worker_name(after->worker), day(spell_.until));
    return text + ".";
  }

  std::string no_room(const RiskSpell::Stretch& stretch) const {
    const models::TeamId team = team_at(stretch.from);
    const std::string& label = record_.scenario().staffing.teams[index(team)].label;
    const auto state = record_.state(team, stretch.from);
    if (!state) return "nobody in " + label + " had room";
    const double there = state->per_fte > 0 ? state->held / state->per_fte : 0;
    return fmt::format(
        "nobody in {} had room (counted {}: {:.1f} children for each full-time case holder, {:.1f} of {:.1f} of them "
        "away)",
        label, day(state->at), state->per_fte, there - state->available, there);
  }

  const LifeRecorder& record_;
  const Life& life_;
  const RiskSpell& spell_;
  const models::Pathway& pathway_;
};

}  // namespace

std::string in_the_way(const LifeRecorder& record, const Life& life, const RiskSpell& spell) {
  return Hindrance(record, life, spell).sentence();
}

std::string why_lost(const LifeRecorder& record, WorkerId worker, sim::Instant at) {
  std::string left;
  for_each_fact(record, worker, at, at + sim::Minutes{1}, [&](const Fact& fact, std::size_t) {
    if (fact.kind != FactKind::worker_left) return;
    const bool moved = static_cast<models::Destination>(fact.outcome) == models::Destination::moved_within;
    left =
        fmt::format("{} {} on {}", worker_name(worker), moved ? "went to another post" : "left the service", day(at));
  });
  if (!left.empty()) return left;
  const std::vector<Away> absences = away(record, worker, at, at + sim::Minutes{1});
  if (!absences.empty())
    return fmt::format("{} had been absent since {}", worker_name(worker), day(absences.front().from));
  return worker_name(worker) + " no longer holds the case";
}

}  // namespace casetide::output
