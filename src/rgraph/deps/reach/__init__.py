"""What of a tree reaches items of the packages that it needs, through the bodies of the packages in between."""
