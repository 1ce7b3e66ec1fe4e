// Values that the processes which check a result keep for the one that waits for them, in memory that they share: what
// has been read and found sound need not be read again.
#pragma once

#include <span>
#include <vector>

#include "models/measures.hpp"
#include "output/result_frame.hpp"

namespace casetide::output {

class CheckedValues {
 public:
  /// To be made before the checking processes are. Keeps nothing where no measures are wanted or no memory is left.
  explicit CheckedValues(std::span<const models::Measure> wanted);
  ~CheckedValues();
  CheckedValues(const CheckedValues&) = delete;
  CheckedValues& operator=(const CheckedValues&) = delete;

  /// Where the values of an array of a file with this frame stand: [plan, replication, axes of the array]. nullptr
  /// where they are not wanted, or where all that is wanted would be more than there is room for.
  double* place_of(const Frame& frame, const ArrayEntry& array) const;

 private:
  bool is_wanted(const ArrayEntry& array) const;

  std::vector<models::Measure> wanted_;
  double* values_ = nullptr;
};

}  // namespace casetide::output
