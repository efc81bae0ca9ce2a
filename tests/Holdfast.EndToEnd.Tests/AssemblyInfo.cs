// Each test runs servers of its own: more than two at a time only make them wait for each other's disk.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
// They speak of file systems, signals, and system calls as Linux has them.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
