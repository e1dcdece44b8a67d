/// Größe — naïve
pub fn größe(ñ: &str) -> Straße { println!("{ñ} ünïcode"); ñ.länge() }
