// A vector for the few tables that are large and read here and there: in huge pages where the system gives them on
// request, so that finding a record costs no walk through the page tables. It holds the same as any vector.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace casetide::sim {

template <typename T>
struct HugePages {
  using value_type = T;
  static constexpr std::size_t page = std::size_t{2} << 20;  // [bytes]

  HugePages() = default;
  template <typename Other>
  HugePages(const HugePages<Other>&) {}

  /// The system may refuse huge pages: then the table lies in ordinary ones.
  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    void* const memory = ::operator new(bytes, alignment(bytes));
    if (bytes >= page) ::madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) { ::operator delete(memory, alignment(count * sizeof(T))); }

  friend bool operator==(const HugePages&, const HugePages&) { return true; }

 private:
  static std::align_val_t alignment(std::size_t bytes) { return std::align_val_t{bytes >= page ? page : alignof(T)}; }
};

template <typename T>
using LargeTable = std::vector<T, HugePages<T>>;

}  // namespace casetide::sim
