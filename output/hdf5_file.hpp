// The one door to HDF5: files, datasets, attributes and dimension scales, laid out so that netCDF-4 reads them too.
// Knows nothing of what the datasets mean. Every failure throws sim::OutputError with path and dataset:
// bad_input (damaged or not ours), file_missing, cannot_create, io_error (a write, flush or close failed).
// Use it from one thread only, and hold no open file over a fork.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace casetide::output {

using Shape = std::vector<std::uint64_t>;

/// A block of a dataset: its first element and its size, by dimension.
struct Slab {
  Shape start;
  Shape count;
};

using AttributeValue = std::variant<std::string, int, double, std::uint64_t, std::vector<int>>;

/// Whole datasets carry a checksum as an attribute of this name: written by write(), verified by the read functions.
/// Who writes slabs adds it at the end and verifies it.
inline constexpr const char* checksum_attribute = "checksum_xxh3_64";

class Hdf5File {
 public:
  /// An empty file; an existing one is overwritten.
  static Hdf5File create(const std::filesystem::path& path);
  /// For reading only.
  static Hdf5File open(const std::filesystem::path& path);

  Hdf5File(Hdf5File&& other) noexcept;
  Hdf5File& operator=(Hdf5File&&) = delete;
  /// A file that was written must have been closed, unless an exception is under way.
  ~Hdf5File();

  /// Flushes and closes; a full disk often shows only here.
  void close();

  // Writing. Datasets are chunked; numbers are shuffled, gzipped and checksummed (Fletcher-32) as well.
  void create_group(const std::string& name);
  /// NaN until written. `chunk` has as many dimensions as `shape`.
  void create_doubles(const std::string& name, const Shape& shape, const Shape& chunk);
  void write_slab(const std::string& name, const Slab& slab, std::span<const double> values);
  /// One dimension that grows, empty so far.
  enum class Number { float64, int32, int64 };
  void create_column(const std::string& name, Number number, std::uint64_t chunk);
  /// At the end of a column of such numbers.
  void append(const std::string& name, std::span<const double> values);
  void append(const std::string& name, std::span<const std::int32_t> values);
  void append(const std::string& name, std::span<const std::int64_t> values);
  void write(const std::string& name, std::span<const double> values);
  void write(const std::string& name, std::span<const std::int32_t> values);
  void write(const std::string& name, std::span<const std::string> texts);
  /// One text, without a dimension.
  void write_text(const std::string& name, const std::string& text);
  /// Makes a one-dimensional dataset the scale of a dimension of the same name.
  void make_scale(const std::string& name);
  void attach_scale(const std::string& name, const std::string& scale, unsigned dimension);
  /// `object` is a dataset, a group, or "/" for the file itself. Text must not be empty.
  void set_attribute(const std::string& object, const std::string& name, const AttributeValue& value);

  // Reading.
  /// Whether a dataset or group of this name stands at the root.
  bool has(const std::string& name) const;
  bool has_attribute(const std::string& object, const std::string& name) const;
  std::string text_attribute(const std::string& object, const std::string& name) const;
  std::uint64_t unsigned_attribute(const std::string& object, const std::string& name) const;
  Shape shape(const std::string& name) const;
  std::vector<double> read_slab(const std::string& name, const Slab& slab) const;
  /// ... into as many values as the slab has.
  void read_slab(const std::string& name, const Slab& slab, std::span<double> into) const;
  void read_slab(const std::string& name, const Slab& slab, std::span<std::int32_t> into) const;
  void read_slab(const std::string& name, const Slab& slab, std::span<std::int64_t> into) const;
  std::vector<double> read_doubles(const std::string& name) const;
  std::vector<std::int32_t> read_integers(const std::string& name) const;
  std::vector<std::string> read_texts(const std::string& name) const;
  std::string read_text(const std::string& name) const;

  const std::filesystem::path& path() const { return path_; }

 private:
  using Handle = std::int64_t;  // HDF5's hid_t
  Hdf5File(Handle handle, std::filesystem::path path, bool writes);
  void verify_checksum(const std::string& name, const std::string& found) const;

  Handle handle_;
  std::filesystem::path path_;
  bool writes_;
};

}  // namespace casetide::output
