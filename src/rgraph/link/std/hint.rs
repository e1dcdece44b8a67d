pub fn spin_loop();
pub fn black_box<T>(dummy: T) -> T;
pub unsafe fn unreachable_unchecked() -> !;
pub unsafe fn assert_unchecked(cond: bool);
