#include "output/hdf5_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <exception>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "output/checksum.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;
static_assert(std::is_same_v<hid_t, std::int64_t>);
static_assert(std::is_same_v<hsize_t, unsigned long long> && sizeof(hsize_t) == sizeof(std::uint64_t));

/// What HDF5 knows about the last failure, innermost first; from its long text only the system's own words.
std::string reason() {
  std::string text;
  auto first = [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
    auto& words = *static_cast<std::string*>(into);
    if (words.empty() && error->desc) words = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, first, &text);
  const std::string mark = "error message = '";
  if (const auto at = text.find(mark); at != std::string::npos) {
    text = text.substr(at + mark.size());
    text = text.substr(0, text.find('\''));
  }
  return text.empty() ? "no reason given" : text;
}

[[noreturn]] void fail(ExitCode code, const std::filesystem::path& path, const std::string& object,
                       const std::string& message) {
  const std::string where = object.empty() || object == "/" ? path.string() : path.string() + ": " + object;
  throw OutputError(code, where + ": " + message);
}

/// Where an operation stands, for the message when it fails.
struct Place {
  const std::filesystem::path& path;
  const std::string& object;

  /// `result` is what HDF5 returned: negative when it failed.
  template <typename Result>
  Result written(Result result, const char* what) const {
    if (result < 0) fail(ExitCode::io_error, path, object, fmt::format("{} failed ({})", what, reason()));
    return result;
  }
  template <typename Result>
  Result read(Result result, const char* what) const {
    if (result < 0) fail(ExitCode::bad_input, path, object, fmt::format("damaged: {} ({})", what, reason()));
    return result;
  }
};

/// An open HDF5 object whose closing can lose nothing: a type, a space, a list of properties, something read.
class Id {
 public:
  Id(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  Id(Id&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Id& operator=(Id&&) = delete;
  ~Id() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }
  hid_t release() { return std::exchange(id_, -1); }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

/// Closes with a check what was written to; the destructor closes only when an exception is under way.
class Written {
 public:
  Written(Id id, herr_t (*closes)(hid_t), Place place) : id_(std::move(id)), close_(closes), place_(place) {}
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { assert(closed_ || std::uncaught_exceptions() > 0); }
  operator hid_t() const { return id_; }
  void close() {
    closed_ = true;
    place_.written(close_(id_.release()), "closing");
  }

 private:
  Id id_;
  herr_t (*close_)(hid_t);
  Place place_;
  bool closed_ = false;
};

/// Failures are told by exceptions, not printed. Nothing is left to be written at exit, where HDF5 would try again
/// to write what a full disk has refused.
void prepare_library() {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Id properties(hid_t list_class) { return {H5Pcreate(list_class), H5Pclose}; }

/// netCDF-4 expects creation order; without times of objects equal contents give equal bytes.
constexpr unsigned tracked_and_indexed = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Id group_properties(hid_t list_class) {
  Id list = properties(list_class);
  H5Pset_link_creation_order(list, tracked_and_indexed);
  H5Pset_attr_creation_order(list, tracked_and_indexed);
  H5Pset_obj_track_times(list, false);
  return list;
}

Id dataset_properties() {
  Id list = properties(H5P_DATASET_CREATE);
  H5Pset_attr_creation_order(list, tracked_and_indexed);
  H5Pset_obj_track_times(list, false);
  return list;
}

Id chunked(const Shape& chunk) {
  Id list = dataset_properties();
  const std::vector<hsize_t> sizes(chunk.begin(), chunk.end());
  H5Pset_chunk(list, static_cast<int>(sizes.size()), sizes.data());
  return list;
}

/// For numbers. HDF5 refuses a mandatory filter on text of variable length, whose bytes lie elsewhere in the file.
Id filtered(const Shape& chunk) {
  Id list = chunked(chunk);
  H5Pset_shuffle(list);
  H5Pset_deflate(list, 4);
  H5Pset_fletcher32(list);
  return list;
}

Id access_properties() {
  Id list = properties(H5P_FILE_ACCESS);
  H5Pset_libver_bounds(list, H5F_LIBVER_V18, H5F_LIBVER_V18);
  H5Pset_fclose_degree(list, H5F_CLOSE_STRONG);
  return list;
}

Id space_of(const Shape& shape) {
  const std::vector<hsize_t> sizes(shape.begin(), shape.end());
  return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose};
}

/// UTF-8; `size` bytes with its end, or H5T_VARIABLE.
Id text_type(std::size_t size) {
  Id type{H5Tcopy(H5T_C_S1), H5Tclose};
  H5Tset_size(type, size);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

std::uint64_t count_of(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
}

Written create_dataset(hid_t file, Place place, hid_t type, hid_t space, hid_t creation) {
  Id id{H5Dcreate2(file, place.object.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose};
  place.written(hid_t{id}, "creating the dataset");
  return {std::move(id), H5Dclose, place};
}

Written dataset_to_write(hid_t file, Place place) {
  Id id{H5Dopen2(file, place.object.c_str(), H5P_DEFAULT), H5Dclose};
  place.written(hid_t{id}, "opening the dataset");
  return {std::move(id), H5Dclose, place};
}

Id dataset_to_read(hid_t file, Place place) {
  Id id{H5Dopen2(file, place.object.c_str(), H5P_DEFAULT), H5Dclose};
  if (id < 0) fail(ExitCode::bad_input, place.path, place.object, "expected a dataset of this name; found none");
  return id;
}

Id selected(Id space, const Slab& slab, Place place) {
  const std::vector<hsize_t> start(slab.start.begin(), slab.start.end());
  const std::vector<hsize_t> count(slab.count.begin(), slab.count.end());
  if (H5Sget_simple_extent_ndims(space) != static_cast<int>(start.size()))
    fail(ExitCode::bad_input, place.path, place.object, fmt::format("expected {} dimensions", start.size()));
  H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  place.read(H5Sselect_valid(space) > 0 ? 0 : -1, "smaller than expected");
  return space;
}

Shape shape_of(hid_t dataset, Place place) {
  const Id space{H5Dget_space(dataset), H5Sclose};
  std::vector<hsize_t> sizes(static_cast<std::size_t>(place.read(H5Sget_simple_extent_ndims(space), "its shape")));
  place.read(H5Sget_simple_extent_dims(space, sizes.data(), nullptr), "its shape");
  return {sizes.begin(), sizes.end()};
}

void expect_class(hid_t dataset, H5T_class_t expected, const char* name, Place place) {
  const Id type{H5Dget_type(dataset), H5Tclose};
  if (H5Tget_class(type) != expected)
    fail(ExitCode::bad_input, place.path, place.object, fmt::format("expected {}", name));
}

/// All of a dataset of numbers, of the given memory type.
template <typename Number>
std::vector<Number> read_all(hid_t file, hid_t memory, H5T_class_t expected, Place place) {
  const Id dataset = dataset_to_read(file, place);
  expect_class(dataset, expected, "numbers", place);
  std::vector<Number> values(count_of(shape_of(dataset, place)));
  place.read(H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "its values cannot be read");
  return values;
}

std::vector<std::string> read_all_texts(hid_t file, Place place) {
  const Id dataset = dataset_to_read(file, place);
  const Id found{H5Dget_type(dataset), H5Tclose};
  if (H5Tis_variable_str(found) <= 0) fail(ExitCode::bad_input, place.path, place.object, "expected text");
  const Id type = text_type(H5T_VARIABLE);
  const Id space{H5Dget_space(dataset), H5Sclose};
  std::vector<char*> pointers(count_of(shape_of(dataset, place)), nullptr);
  place.read(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "its text cannot be read");
  std::vector<std::string> texts;
  for (const char* text : pointers) texts.emplace_back(text ? text : "");
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
  return texts;
}

template <typename Number>
void write_all(hid_t file, std::span<const Number> values, hid_t stored, hid_t memory, Place place) {
  const Shape shape{values.size()};
  Written dataset = create_dataset(file, place, stored, space_of(shape), filtered(shape));
  place.written(H5Dwrite(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "writing");
  dataset.close();
}

template <typename Number>
void append_all(hid_t file, std::span<const Number> values, hid_t memory, Place place) {
  Written dataset = dataset_to_write(file, place);
  const hsize_t before = shape_of(dataset, place).at(0), after = before + values.size();
  place.written(H5Dset_extent(dataset, &after), "growing");
  const Slab end{{before}, {values.size()}};
  const Id there = selected({H5Dget_space(dataset), H5Sclose}, end, place);
  place.written(H5Dwrite(dataset, memory, space_of(end.count), there, H5P_DEFAULT, values.data()), "writing");
  dataset.close();
}

template <typename Number>
void read_block(hid_t file, const Slab& slab, std::span<Number> into, hid_t memory, H5T_class_t expected, Place place) {
  assert(count_of(slab.count) == into.size());
  const Id dataset = dataset_to_read(file, place);
  expect_class(dataset, expected, "numbers", place);
  const Id there = selected({H5Dget_space(dataset), H5Sclose}, slab, place);
  place.read(H5Dread(dataset, memory, space_of(slab.count), there, H5P_DEFAULT, into.data()),
             "its values cannot be read");
}

/// How numbers lie in the file.
hid_t stored(Hdf5File::Number number) {
  switch (number) {
    case Hdf5File::Number::float64:
      return H5T_IEEE_F64LE;
    case Hdf5File::Number::int32:
      return H5T_STD_I32LE;
    case Hdf5File::Number::int64:
      return H5T_STD_I64LE;
  }
  throw sim::ModelError("numbers that nobody stores");
}

void write_texts(hid_t file, std::span<const std::string> texts, hid_t space, hid_t creation, Place place) {
  const Id type = text_type(H5T_VARIABLE);
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  Written dataset = create_dataset(file, place, type, space, creation);
  place.written(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "writing");
  dataset.close();
}

/// How each kind of attribute lies in the file. Text has a fixed length: so it is covered by HDF5's own checksum.
struct AttributeWriter {
  hid_t object;
  const std::string& name;
  Place place;

  void put(hid_t type, hid_t space, const void* value) const {
    const Id attribute{H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose};
    place.written(hid_t{attribute}, "creating an attribute");
    place.written(H5Awrite(attribute, type, value), "writing an attribute");
  }
  void put_one(hid_t type, const void* value) const { put(type, Id{H5Screate(H5S_SCALAR), H5Sclose}, value); }

  void operator()(const std::string& text) const { put_one(text_type(text.size() + 1), text.c_str()); }
  void operator()(int value) const { put_one(H5T_NATIVE_INT, &value); }
  void operator()(double value) const { put_one(H5T_NATIVE_DOUBLE, &value); }
  void operator()(std::uint64_t value) const { put_one(H5T_NATIVE_UINT64, &value); }
  void operator()(const std::vector<int>& values) const {
    put(H5T_NATIVE_INT, space_of({values.size()}), values.data());
  }
};

Id attribute_to_read(hid_t file, const std::string& name, H5T_class_t expected, Place place) {
  Id attribute{H5Aopen_by_name(file, place.object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose};
  if (attribute < 0) fail(ExitCode::bad_input, place.path, place.object, "expected the attribute " + name);
  const Id type{H5Aget_type(attribute), H5Tclose};
  const Id space{H5Aget_space(attribute), H5Sclose};
  if (H5Tget_class(type) != expected || H5Tis_variable_str(type) > 0 || H5Sget_simple_extent_npoints(space) != 1)
    fail(ExitCode::bad_input, place.path, place.object, "the attribute " + name + " is not what was expected");
  return attribute;
}

/// The system's own answer on whether the file can be written here, which HDF5 gives only as a long text.
void try_to_create(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0666);
  const int error = errno;
  if (file >= 0) {
    ::close(file);
    return;
  }
  const bool disk = error == ENOSPC || error == EDQUOT || error == EIO;
  fail(disk ? ExitCode::io_error : ExitCode::cannot_create, path, "",
       fmt::format("cannot be created ({})", std::strerror(error)));
}

void try_to_open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int error = errno;
  if (file >= 0) {
    ::close(file);
    return;
  }
  const bool missing = error == ENOENT || error == ENOTDIR;
  fail(missing ? ExitCode::file_missing : ExitCode::io_error, path, "",
       fmt::format("cannot be opened ({})", std::strerror(error)));
}

}  // namespace

Hdf5File::Hdf5File(Handle handle, std::filesystem::path path, bool writes)
    : handle_(handle), path_(std::move(path)), writes_(writes) {}

Hdf5File::Hdf5File(Hdf5File&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)), path_(std::move(other.path_)), writes_(other.writes_) {}

Hdf5File::~Hdf5File() {
  assert(handle_ < 0 || !writes_ || std::uncaught_exceptions() > 0);
  if (handle_ >= 0) H5Fclose(handle_);
}

Hdf5File Hdf5File::create(const std::filesystem::path& path) {
  prepare_library();
  try_to_create(path);
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, group_properties(H5P_FILE_CREATE), access_properties());
  if (file < 0) fail(ExitCode::io_error, path, "", fmt::format("cannot be written ({})", reason()));
  return {file, path, true};
}

Hdf5File Hdf5File::open(const std::filesystem::path& path) {
  prepare_library();
  try_to_open(path);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access_properties());
  if (file < 0) fail(ExitCode::bad_input, path, "", fmt::format("damaged, or not an HDF5 file ({})", reason()));
  return {file, path, false};
}

void Hdf5File::close() {
  const std::string whole = "/";
  const Place place{path_, whole};
  if (writes_) place.written(H5Fflush(handle_, H5F_SCOPE_GLOBAL), "flushing");
  place.written(H5Fclose(std::exchange(handle_, -1)), "closing");
}

void Hdf5File::create_group(const std::string& name) {
  const Place place{path_, name};
  const Id list = group_properties(H5P_GROUP_CREATE);
  Id group{H5Gcreate2(handle_, name.c_str(), H5P_DEFAULT, list, H5P_DEFAULT), H5Gclose};
  place.written(hid_t{group}, "creating the group");
  place.written(H5Gclose(group.release()), "closing");
}

void Hdf5File::create_doubles(const std::string& name, const Shape& shape, const Shape& chunk) {
  const Id list = filtered(chunk);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &missing);
  create_dataset(handle_, {path_, name}, H5T_IEEE_F64LE, space_of(shape), list).close();
}

void Hdf5File::write_slab(const std::string& name, const Slab& slab, std::span<const double> values) {
  assert(count_of(slab.count) == values.size());
  const Place place{path_, name};
  Written dataset = dataset_to_write(handle_, place);
  const Id there = selected({H5Dget_space(dataset), H5Sclose}, slab, place);
  place.written(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, space_of(slab.count), there, H5P_DEFAULT, values.data()),
                "writing");
  dataset.close();
}

void Hdf5File::create_column(const std::string& name, Number number, std::uint64_t chunk) {
  const hsize_t none = 0, no_end = H5S_UNLIMITED;
  const Id space{H5Screate_simple(1, &none, &no_end), H5Sclose};
  create_dataset(handle_, {path_, name}, stored(number), space, filtered({chunk})).close();
}

void Hdf5File::append(const std::string& name, std::span<const double> values) {
  append_all(handle_, values, H5T_NATIVE_DOUBLE, {path_, name});
}

void Hdf5File::append(const std::string& name, std::span<const std::int32_t> values) {
  append_all(handle_, values, H5T_NATIVE_INT32, {path_, name});
}

void Hdf5File::append(const std::string& name, std::span<const std::int64_t> values) {
  append_all(handle_, values, H5T_NATIVE_INT64, {path_, name});
}

void Hdf5File::write(const std::string& name, std::span<const double> values) {
  write_all(handle_, values, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {path_, name});
  Checksum sum;
  sum.add_values(values);
  set_attribute(name, checksum_attribute, sum.hex());
}

void Hdf5File::write(const std::string& name, std::span<const std::int32_t> values) {
  write_all(handle_, values, H5T_STD_I32LE, H5T_NATIVE_INT32, {path_, name});
  Checksum sum;
  sum.add_values(values);
  set_attribute(name, checksum_attribute, sum.hex());
}

void Hdf5File::write(const std::string& name, std::span<const std::string> texts) {
  const Shape shape{texts.size()};
  write_texts(handle_, texts, space_of(shape), chunked(shape), {path_, name});
  Checksum sum;
  sum.add_texts(texts);
  set_attribute(name, checksum_attribute, sum.hex());
}

void Hdf5File::write_text(const std::string& name, const std::string& text) {
  write_texts(handle_, {&text, 1}, Id{H5Screate(H5S_SCALAR), H5Sclose}, dataset_properties(), {path_, name});
  Checksum sum;
  sum.add_texts({&text, 1});
  set_attribute(name, checksum_attribute, sum.hex());
}

void Hdf5File::make_scale(const std::string& name) {
  const Place place{path_, name};
  Written dataset = dataset_to_write(handle_, place);
  place.written(H5DSset_scale(dataset, name.c_str()), "making it a scale");
  dataset.close();
}

void Hdf5File::attach_scale(const std::string& name, const std::string& scale, unsigned dimension) {
  const Place place{path_, name};
  Written dataset = dataset_to_write(handle_, place);
  Written axis = dataset_to_write(handle_, {path_, scale});
  place.written(H5DSattach_scale(dataset, axis, dimension), "attaching a scale");
  axis.close();
  dataset.close();
}

void Hdf5File::set_attribute(const std::string& object, const std::string& name, const AttributeValue& value) {
  const Place place{path_, object};
  Id opened{H5Oopen(handle_, object.c_str(), H5P_DEFAULT), H5Oclose};
  place.written(hid_t{opened}, "opening it");
  std::visit(AttributeWriter{opened, name, place}, value);
  place.written(H5Oclose(opened.release()), "closing");
}

bool Hdf5File::has(const std::string& name) const { return H5Lexists(handle_, name.c_str(), H5P_DEFAULT) > 0; }

bool Hdf5File::has_attribute(const std::string& object, const std::string& name) const {
  return H5Aexists_by_name(handle_, object.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

std::string Hdf5File::text_attribute(const std::string& object, const std::string& name) const {
  const Place place{path_, object};
  const Id attribute = attribute_to_read(handle_, name, H5T_STRING, place);
  const Id type{H5Aget_type(attribute), H5Tclose};
  std::string text(H5Tget_size(type), '\0');
  place.read(H5Aread(attribute, text_type(text.size()), text.data()), "an attribute cannot be read");
  return text.c_str();  // up to the end that is stored with it
}

std::uint64_t Hdf5File::unsigned_attribute(const std::string& object, const std::string& name) const {
  const Place place{path_, object};
  const Id attribute = attribute_to_read(handle_, name, H5T_INTEGER, place);
  std::uint64_t value = 0;
  place.read(H5Aread(attribute, H5T_NATIVE_UINT64, &value), "an attribute cannot be read");
  return value;
}

Shape Hdf5File::shape(const std::string& name) const {
  const Place place{path_, name};
  return shape_of(dataset_to_read(handle_, place), place);
}

std::vector<double> Hdf5File::read_slab(const std::string& name, const Slab& slab) const {
  std::vector<double> values(count_of(slab.count));
  read_slab(name, slab, std::span<double>(values));
  return values;
}

void Hdf5File::read_slab(const std::string& name, const Slab& slab, std::span<double> into) const {
  read_block(handle_, slab, into, H5T_NATIVE_DOUBLE, H5T_FLOAT, {path_, name});
}

void Hdf5File::read_slab(const std::string& name, const Slab& slab, std::span<std::int32_t> into) const {
  read_block(handle_, slab, into, H5T_NATIVE_INT32, H5T_INTEGER, {path_, name});
}

void Hdf5File::read_slab(const std::string& name, const Slab& slab, std::span<std::int64_t> into) const {
  read_block(handle_, slab, into, H5T_NATIVE_INT64, H5T_INTEGER, {path_, name});
}

std::vector<double> Hdf5File::read_doubles(const std::string& name) const {
  auto values = read_all<double>(handle_, H5T_NATIVE_DOUBLE, H5T_FLOAT, {path_, name});
  Checksum sum;
  sum.add_values(std::span<const double>(values));
  verify_checksum(name, sum.hex());
  return values;
}

std::vector<std::int32_t> Hdf5File::read_integers(const std::string& name) const {
  auto values = read_all<std::int32_t>(handle_, H5T_NATIVE_INT32, H5T_INTEGER, {path_, name});
  Checksum sum;
  sum.add_values(std::span<const std::int32_t>(values));
  verify_checksum(name, sum.hex());
  return values;
}

std::vector<std::string> Hdf5File::read_texts(const std::string& name) const {
  auto texts = read_all_texts(handle_, {path_, name});
  Checksum sum;
  sum.add_texts(texts);
  verify_checksum(name, sum.hex());
  return texts;
}

std::string Hdf5File::read_text(const std::string& name) const {
  const auto texts = read_texts(name);
  if (texts.size() != 1) fail(ExitCode::bad_input, path_, name, "expected one text");
  return texts.front();
}

void Hdf5File::verify_checksum(const std::string& name, const std::string& found) const {
  const std::string stored = text_attribute(name, checksum_attribute);
  if (stored != found)
    fail(ExitCode::bad_input, path_, name, fmt::format("damaged: checksum {} expected, {} found", stored, found));
}

}  // namespace casetide::output
