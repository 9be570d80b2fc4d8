"""What ``tandem pair`` reads and writes; the command itself is ``tandem.cli.pair_command``."""
