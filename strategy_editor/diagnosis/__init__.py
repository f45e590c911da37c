"""What this machine has and lacks, found out without loading Qt."""
