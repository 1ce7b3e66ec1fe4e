// The working lives of people in post: they settle in, come under stress, give notice and go; bookings of agency staff
// end; the first year of practice passes. Once a week somebody looks at all of them.
//
// Leaving is a hazard that varies with time: each person has drawn a threshold when they joined, the hazard adds up,
// and they give notice at the instant at which it passes the threshold. So under two plans the same people are the next
// to go, sooner or later.
#pragma once

#include <functional>
#include <vector>

#include "models/desk.hpp"
#include "models/mentoring.hpp"
#include "models/pressure.hpp"
#include "models/supervision.hpp"

namespace casetide::models {

class Careers {
 public:
  Careers(Run& run, Workforce& workforce, Desk& desk, const SupervisionSessions& supervision, Mentoring& mentoring);

  /// `leave(worker, where)` is called on the morning after somebody's last day.
  void when_leaving(std::function<void(WorkerId, Destination)> leave) { leave_ = std::move(leave); }
  /// `convert(worker)` is called when a booking ends and the person would stay; false: there is no post.
  void when_staying(std::function<bool(WorkerId)> convert) { convert_ = std::move(convert); }
  /// Called before a first year of practice ends: until then the person was paid as they were.
  void before_first_year_ends(std::function<void()> call) { before_first_year_ends_ = std::move(call); }

  /// Somebody is in post, at the start of the run or later: draws how long they have been there, their threshold, and
  /// of agency staff the end of their booking; sets their capacity.
  void joined(WorkerId worker);
  /// Somebody who is there when the run begins is known to go after `last_day`.
  void is_leaving(WorkerId worker, sim::Date last_day);
  /// Everybody is here who is here at the start: hazards begin to add up.
  void start_running();
  /// Agency staff became an employee, or the first year of practice is over. States it.
  void contract_changed(WorkerId worker);
  /// Agency staff are not needed any more: they go after the notice of a booking, unless it ends sooner.
  void end_booking(WorkerId worker);

  /// Each week: stress, hazards up to the next look, capacity, mentors' time, first years that are over.
  void weekly_look();

  // Entries of the agenda.
  void notice_given(WorkerId worker, std::uint32_t stamp);
  void last_day_over(WorkerId worker, std::uint32_t stamp);

 private:
  struct Career {
    Contract joined_as{};                         // whose induction the person has
    Contract contract{};                          // as last known here
    double threshold = 0;                         // of the hazard that has added up
    double hazard = 0;                            // ... up to the last look
    double a_minute = 0;                          // by which it grows since then
    sim::Instant looked_at{};                     // when stress and hazard were last brought up to date
    std::uint32_t stamp = 0;                      // of the entry that stands on the agenda for this person
    sim::Instant ends = sim::never;               // of the booking
    Destination to = Destination::booking_ended;  // once notice has been given
    bool stays = false;                           // would become an employee when the booking ends
  };
  Career& career(const Worker& worker) { return careers_[index(worker.id)]; }
  sim::Date today() const { return sim::date_of(run_.now()); }
  double uniform(const Worker& worker, std::uint32_t purpose, std::uint32_t draw) const;

  // At the beginning.
  bool has_bookings(RoleId role) const;
  void look_back(Worker& worker);
  void book(Worker& worker);
  void draw_threshold(const Worker& worker);

  // Week by week.
  void end_first_year(const Worker& worker);
  void settle_in(Worker& worker);
  void give_mentors_time(const Worker& worker);
  void feel(Worker& worker);
  void add_up(Worker& worker);
  double hazard_a_year(const Worker& worker) const;
  double manager_gap(TeamId team) const;

  // At the end.
  void booking_runs_out(Worker& worker);
  void resign(Worker& worker);
  void give_notice(Worker& worker, Destination to, sim::Instant gone);
  Destination destination(double uniform) const;

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  const SupervisionSessions& supervision_;
  Mentoring& mentoring_;
  WorkPressure pressure_;
  std::function<void(WorkerId, Destination)> leave_;
  std::function<bool(WorkerId)> convert_;
  std::function<void()> before_first_year_ends_;
  std::vector<Career> careers_;  // [worker]
};

}  // namespace casetide::models
