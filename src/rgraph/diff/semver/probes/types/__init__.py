"""Structs, enums and unions: their fields and variants, what they hold and promise of their layout."""
