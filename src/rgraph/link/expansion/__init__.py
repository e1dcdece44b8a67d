"""What macro calls make: expanded, and declared where the calls stand."""
