// The only file that includes SimGrid. The agenda stands in SimGrid's own loop as a model that looks ahead: SimGrid
// tells it how far the clock may run before anything else happens, and it runs its entries strictly before that
// instant.
#include "sim/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/s4u.hpp>

namespace casetide::sim {

RunFailure::RunFailure(Instant at, const std::string& place, const std::string& what)
    : std::runtime_error(fmt::format("{} (at {}, in {})", what, text(at), place)), at_(at) {}

namespace {

std::string describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

/// What the agenda's model and the actors share during one run.
struct Run {
  Agenda& agenda;
  EntryHandler& handler;
  const EngineSetup& setup;
  std::optional<RunFailure> failure;
  bool deadlocked = false;

  double seconds(Instant instant) const { return static_cast<double>((instant - setup.start).count()) * 60.0; }
  Instant instant(double at) const { return setup.start + Minutes{static_cast<Minutes::rep>(at / 60.0)}; }

  void fail(const std::string& place) {
    if (!failure) failure.emplace(agenda.now(), place, describe(std::current_exception()));
  }
  void report_progress() const {
    if (setup.progress) setup.progress->store((agenda.now() - setup.start).count(), std::memory_order_relaxed);
  }
};

class AgendaModel : public simgrid::kernel::resource::Model {
 public:
  explicit AgendaModel(Run& run) : Model("agenda"), run_(run) {}

  bool next_occurring_event_is_idempotent() override { return false; }

  /// A negative delta means that no actor is left: the run is over.
  double next_occurring_event(double delta) override {
    if (delta < 0 || run_.failure) return -1;
    run_before(std::min(run_.instant(simgrid::s4u::Engine::get_clock() + delta), run_.setup.horizon));
    return -1;
  }

  /// Nothing: an actor acts before the agenda's entries of its own instant.
  void update_actions_state(double, double) override {}

 private:
  void run_before(Instant limit) {
    try {
      run_.agenda.run_before(limit, [this](const Entry& entry) {
        run_.report_progress();
        run_.handler.handle(entry);
      });
    } catch (...) {
      run_.fail("the agenda");
    }
  }

  Run& run_;
};

class ActorClock : public Clock {
 public:
  explicit ActorClock(Run& run) : run_(run) {}
  Instant now() const override { return run_.agenda.now(); }

  void sleep_until(Instant instant) override {
    if (instant <= now()) return;
    simgrid::s4u::this_actor::sleep_until(run_.seconds(instant));
    if (run_.failure) simgrid::s4u::this_actor::exit();
    run_.agenda.advance_to(instant);
    run_.report_progress();
  }

 private:
  Run& run_;
};

/// No exception may leave an actor, but SimGrid ends one by an exception of its own, which is not a std::exception.
void act(Run& run, const Routine& routine) {
  ActorClock clock(run);
  try {
    routine.act(clock);
  } catch (const simgrid::ForcefulKillException&) {
    throw;
  } catch (...) {
    run.fail(routine.name);
  }
}

void create_actors(simgrid::s4u::NetZone& zone, Run& run) {
  for (const std::string& place : run.setup.places) zone.create_host(place, 1e9)->seal();
  for (const Routine& routine : run.setup.routines) {
    auto* host = simgrid::s4u::Host::by_name(routine.place);
    simgrid::s4u::Actor::create(routine.name, host, [&run, &routine] { act(run, routine); })->daemonize();
  }
  // Somebody who is no daemon keeps the run alive until all others have done what they do at the horizon itself.
  auto* headquarters = simgrid::s4u::Host::by_name(run.setup.places.front());
  simgrid::s4u::Actor::create("horizon", headquarters,
                              [&run] { ActorClock(run).sleep_until(run.setup.horizon + Minutes{1}); });
}

std::vector<std::string> engine_arguments() {
  std::vector<std::string> arguments = {"casetide", "--log=root.thresh:critical"};
#if defined(__SANITIZE_ADDRESS__)
  arguments.push_back("--cfg=contexts/factory:thread");  // sanitizers do not follow the default stack switching
#endif
  return arguments;
}

}  // namespace

void run_engine(Agenda& agenda, EntryHandler& handler, EngineSetup setup) {
  if (setup.places.empty()) setup.places.push_back("headquarters");
  std::vector<std::string> arguments = engine_arguments();
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int argc = static_cast<int>(arguments.size());

  simgrid::s4u::Engine engine(&argc, argv.data());
  Run run{agenda, handler, setup, std::nullopt};
  auto* zone = simgrid::s4u::create_full_zone(setup.authority.empty() ? "authority" : setup.authority);
  create_actors(*zone, run);
  zone->seal();
  engine.add_model(std::make_shared<AgendaModel>(run));
  simgrid::s4u::Engine::on_deadlock_cb([&run] { run.deadlocked = true; });
  engine.run();

  if (run.failure) throw *run.failure;
  if (run.deadlocked) throw RunFailure(agenda.now(), "the engine", "all actors wait for each other");
}

}  // namespace casetide::sim
