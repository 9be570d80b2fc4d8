"""What is owed: fact views, policy versions, the stored findings of today, waivers."""
