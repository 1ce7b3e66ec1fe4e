#include "tests/support/replications.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/math/distributions/students_t.hpp>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "sim/process_pool.hpp"

namespace casetide::testing {

namespace {

/// A file without a name in which each process leaves its numbers at its own place.
class NumbersFile {
 public:
  explicit NumbersFile(std::size_t width) : bytes_(width * sizeof(double)), file_(std::tmpfile(), &std::fclose) {
    if (!file_) throw std::system_error(errno, std::generic_category(), "a temporary file");
  }
  void write(std::size_t place, const std::vector<double>& numbers) const {
    if (numbers.size() * sizeof(double) != bytes_) throw std::runtime_error("another number of numbers than promised");
    if (pwrite(fileno(file_.get()), numbers.data(), bytes_, offset(place)) != static_cast<ssize_t>(bytes_))
      throw std::system_error(errno, std::generic_category(), "writing numbers");
  }
  std::vector<double> read(std::size_t place) const {
    std::vector<double> numbers(bytes_ / sizeof(double));
    if (pread(fileno(file_.get()), numbers.data(), bytes_, offset(place)) != static_cast<ssize_t>(bytes_))
      throw std::system_error(errno, std::generic_category(), "reading numbers");
    return numbers;
  }

 private:
  off_t offset(std::size_t place) const { return static_cast<off_t>(place * bytes_); }

  std::size_t bytes_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace

std::vector<std::vector<double>> in_processes(int count, std::size_t width,
                                              const std::function<std::vector<double>(int)>& body) {
  const NumbersFile file(width);
  sim::PoolOptions options;
  options.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const auto result = sim::run_in_processes(
      static_cast<std::size_t>(count), options,
      [&](std::size_t number, sim::TaskPage&) { file.write(number, body(static_cast<int>(number))); });
  std::vector<std::vector<double>> all;
  for (std::size_t number = 0; number < result.ends.size(); ++number) {
    if (result.ends[number].how != sim::TaskEnd::How::done)
      throw std::runtime_error(fmt::format("replication {} did not finish: {}", number, result.ends[number].message));
    all.push_back(file.read(number));
  }
  return all;
}

PairedDifference paired(const std::vector<double>& first, const std::vector<double>& second) {
  const auto n = static_cast<double>(first.size());
  double sum = 0, squares = 0;
  for (std::size_t pair = 0; pair < first.size(); ++pair) sum += second.at(pair) - first[pair];
  const double mean = sum / n;
  for (std::size_t pair = 0; pair < first.size(); ++pair) squares += std::pow(second[pair] - first[pair] - mean, 2);
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 0.95);
  return {mean, t * std::sqrt(squares / (n - 1) / n)};
}

}  // namespace casetide::testing
