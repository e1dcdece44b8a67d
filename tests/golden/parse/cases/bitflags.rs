bitflags::bitflags! {
    /// What a thing has.
    #[derive(Clone, Copy)]
    pub struct Flags: u16 {
        /// The first.
        const A = 1 << 0;
        #[cfg(x)]
        const BOTH = Self::A.bits() | OTHER;
    }

    impl Plain: u8 {
        const _ = !0;
    }
}
bitflags! { not flags }
